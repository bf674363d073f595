import { EventEmitter, once } from 'node:events';
import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import type { KernelBoot } from '#core/listener/kernel/kernel-boot.ts';
import type { ListenerOutput, ListenerPort } from '#core/listener/listener.ts';
import { KernelLogParser } from '#core/parser/kernel/kernel-log-parser.ts';
import { StoreLab } from './store-lab.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const BOOT: KernelBoot = {
  bootId: 'd62a990856214601bd9d2a9f5857daa8',
  host: 'lab',
  startUnixUs: 1_795_890_000_000_000,
};

/** A listener's port in front of a real parser and a real store: what is delivered is parsed at once. */
export class KernelLab implements ListenerPort, Disposable {
  readonly store: StoreLab;
  readonly parser: KernelLogParser;
  readonly outputs: ListenerOutput[] = [];
  readonly reports: { state: ListenerState; stateText: string; problem: WireError | null }[] = [];
  restarts = 0;
  /** The next deliveries are answered so: the queue is full. */
  isFull = false;
  readonly #changes = new EventEmitter().setMaxListeners(0);

  constructor(options: { maxHeldBytes?: number } = {}) {
    this.store = new StoreLab(temporaryFolder(), 'kernel');
    const { dictionaries, sink } = this.store;
    this.parser = new KernelLogParser({
      dictionaries,
      sourceId: this.store.ledger.sourceId,
      sink,
      ...options,
    });
  }

  get messages(): string[] {
    return this.store.sink.messages;
  }

  get state(): ListenerState | undefined {
    return this.reports.at(-1)?.state;
  }

  deliver(output: ListenerOutput): boolean {
    this.outputs.push(output);
    if (output.kind === 'run-started') this.parser.startRun(output);
    else if (output.kind === 'bytes') this.parser.push(output.bytes);
    else if (output.kind === 'run-ended') this.parser.endRun(output.isComplete);
    this.#changes.emit('change');
    return !this.isFull;
  }

  settled(): Promise<string | null> {
    return Promise.resolve(this.parser.position);
  }

  report(state: ListenerState, stateText: string, problem: WireError | null): void {
    this.reports.push({ state, stateText, problem });
    this.#changes.emit('change');
  }

  countRestart(): void {
    this.restarts += 1;
  }

  /** Resolves when `condition` holds, looking again whenever something happens here. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await once(this.#changes, 'change');
  }

  /** One catch-up over these bytes. */
  catchUp(bytes: Buffer | string, anchor: string | null, boot: KernelBoot = BOOT): void {
    this.parser.startRun({ phase: 'catch-up', anchor, boot });
    this.parser.push(Buffer.from(bytes as string, 'latin1'));
    this.parser.endRun(true);
  }

  [Symbol.dispose](): void {
    this.store[Symbol.dispose]();
  }
}

/** Records with these numbers, a millisecond apart, as the kernel prints them. */
export function kernelRecords(from: number, to: number, word = 'record'): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const sequence = from + index;
    return `6,${String(sequence)},${String(sequence * 1000)},-;${word} ${String(sequence)}\n`;
  });
}
