import type { SourceStatus, Status } from '#contract/status.ts';
import type { Engine } from '#core/engine/engine.ts';
import { failureLine } from '../command-line/report-error.ts';
import type { StatusLine } from '../command-line/status-line.ts';

/** Tells on standard error how a capture goes: one line that changes on a terminal, and each new problem once. */
export class CaptureWatch {
  readonly #line: StatusLine;
  readonly #unsubscribe: () => void;
  readonly #told = new Map<number, string>();
  #showsProgress = true;
  readonly #ended = Promise.withResolvers<'finished' | 'failed'>();

  constructor(engine: Pick<Engine, 'subscribe'>, line: StatusLine) {
    this.#line = line;
    this.#unsubscribe = engine.subscribe('status.changed', (status) => {
      this.#receive(status);
    });
  }

  /** Resolves when nothing will come any more: every source was read to its end, or will not be tried again, as nobody is there to ask for it. */
  get ended(): Promise<'finished' | 'failed'> {
    return this.#ended.promise;
  }

  /** From now on only problems are told: the terminal is needed for something else. */
  endProgress(): void {
    this.#showsProgress = false;
    this.#line.clear();
  }

  close(): void {
    this.#unsubscribe();
    this.#line.clear();
  }

  #receive(status: Status): void {
    // The store may know further ones, of earlier runs.
    const sources = status.sources.filter(({ isCaptured }) => isCaptured);
    for (const source of sources) this.#tellProblem(source);
    if (this.#showsProgress) this.#line.show(captureLine(sources, status.entries));
    const hasEnded = sources.every(({ state }) => state === 'failed' || state === 'finished');
    if (sources.length === 0 || !hasEnded) return;
    this.#ended.resolve(sources.some(({ problem }) => problem !== null) ? 'failed' : 'finished');
  }

  #tellProblem(source: SourceStatus): void {
    const line = source.problem === null ? '' : problemLine(source.spec, source.problem);
    if (line === (this.#told.get(source.id) ?? '')) return;
    this.#told.set(source.id, line);
    if (line === '') return;
    this.#line.clear();
    process.stderr.write(`${line}\n`);
  }
}

/** A source's problem as an error line that names the source. */
export function problemLine(spec: string, problem: { message: string; remedy?: string | undefined }): string {
  return failureLine(`${spec}: ${problem.message}`, problem.remedy);
}

function captureLine(sources: readonly SourceStatus[], entries: number): string {
  const entriesPerSecond = sources.reduce((sum, source) => sum + source.entriesPerSecond, 0);
  return [
    sources.map((source) => source.stateText).join(', '),
    `${entries.toLocaleString('en')} stored`,
    `${Math.round(entriesPerSecond).toLocaleString('en')}/s`,
  ].join(' · ');
}
