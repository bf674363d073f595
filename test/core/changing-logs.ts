import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { SourcesLab } from './sources-lab.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** More than a chunk of a pipe, so that a change comes while a log is half read. */
const BURST_LINES = 1500;

/** Logs that are written to while their sources come and go. */
export class ChangingLogs {
  readonly specs: readonly string[];
  /** Of each log, what stands in it. */
  readonly written: readonly string[][];
  lab: SourcesLab;
  readonly #folder = temporaryFolder();

  constructor(logs: number) {
    const paths = Array.from({ length: logs }, (_, index) => join(this.#folder, `log-${String(index)}`));
    for (const path of paths) writeFileSync(path, '');
    this.specs = paths.map((path) => `file:${path}`);
    this.written = paths.map(() => []);
    this.lab = this.#open();
  }

  /** Hydrant ends and is started again. */
  async startAnew(): Promise<void> {
    await this.lab[Symbol.asyncDispose]();
    this.lab = this.#open();
  }

  specOf(index: number): string {
    return this.specs[index] ?? '';
  }

  write(index: number): void {
    const written = this.written[index] ?? [];
    let text = '';
    for (let line = 0; line < BURST_LINES; line += 1) {
      const message = `log ${String(index)} line ${String(written.length)}`;
      written.push(message);
      const time = new Date(Date.UTC(2026, 10, 22) + written.length).toISOString();
      text += `${time.replace('Z', '000+00:00')} web app[7]: ${message}\n`;
    }
    appendFileSync(this.specOf(index).slice('file:'.length), text);
  }

  isCaptured(index: number): boolean {
    return this.lab.capture.sources.withSpec(this.specOf(index)) !== undefined;
  }

  isListenedTo(index: number): boolean {
    return this.lab.capture.sources.withSpec(this.specOf(index))?.isPaused === false;
  }

  /** @returns The code of the error that it was refused with; undefined: it was made. */
  async change(kind: 'add' | 'pause' | 'resume' | 'remove', index: number): Promise<string | undefined> {
    const spec = this.specOf(index);
    const source = this.lab.capture.sources.withSpec(spec);
    try {
      if (kind === 'add') await this.lab.call('sources.add', { spec });
      else await this.lab.call(`sources.${kind}`, { sourceId: source?.ledger.sourceId ?? 999 });
      return undefined;
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  }

  /** How many entries each source that is captured now has received, and how many of them the store does not hold. */
  accounts(): { received: number; notStored: number }[] {
    return this.lab.capture.status().map(({ spec, counters }) => ({
      received: counters.received,
      notStored: counters.received - counters.duplicates - this.lab.messagesOf(spec).length,
    }));
  }

  /** Entries that were read once more although they were stored. */
  duplicates(): number {
    const sum = this.lab.database.prepare<[], number>('SELECT sum(duplicates) FROM sources');
    return sum.pluck().get() ?? 0;
  }

  #open(): SourcesLab {
    return new SourcesLab(join(this.#folder, 'data'));
  }
}
