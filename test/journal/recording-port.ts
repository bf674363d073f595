import { EventEmitter, once } from 'node:events';
import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import type { ListenerOutput, ListenerPort } from '#core/listener/listener.ts';

export interface RecordedReport {
  state: ListenerState;
  stateText: string;
  problem: WireError | null;
}

/**
 * Stands where the pipeline stands and keeps everything. It reads entries as simply as possible (their fields must be text)
 * and treats a run's anchor as the parser does: an equal first entry is left out, another one in a catch-up is a gap.
 */
export class RecordingPort implements ListenerPort {
  readonly outputs: ListenerOutput[] = [];
  readonly reports: RecordedReport[] = [];
  /** The entries' cursors, in the order they came, without anchors. */
  readonly cursors: string[] = [];
  readonly messages: string[] = [];
  /** Anchors that were not found again. */
  readonly gaps: string[] = [];
  readonly restartReasons: string[] = [];
  waitingBytes = 0;
  highestWaitingBytes = 0;
  readonly #capacityBytes: number;
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #text = '';
  #anchor: string | null = null;
  #isCatchUp = false;
  #isFirst = false;

  /** `capacityBytes`: how much waits for `drain` before the listener is told to stop. Default: no limit, no waiting. */
  constructor(capacityBytes = Number.POSITIVE_INFINITY) {
    this.#capacityBytes = capacityBytes;
  }

  deliver(output: ListenerOutput): boolean {
    this.outputs.push(output);
    if (output.kind === 'bytes' && this.#capacityBytes !== Number.POSITIVE_INFINITY) {
      this.waitingBytes += output.bytes.length;
      this.highestWaitingBytes = Math.max(this.highestWaitingBytes, this.waitingBytes);
    }
    this.#take(output);
    this.#changes.emit('change');
    return !this.isFull;
  }

  async settled(): Promise<string | null> {
    await this.until(() => this.waitingBytes === 0);
    return this.cursors.at(-1) ?? null;
  }

  report(state: ListenerState, stateText: string, problem: WireError | null): void {
    this.reports.push({ state, stateText, problem });
    this.#changes.emit('change');
  }

  countRestart(reason: string): void {
    this.restartReasons.push(reason);
    this.#changes.emit('change');
  }

  get restarts(): number {
    return this.restartReasons.length;
  }

  /** Takes away what waits; the caller then tells the listener to resume. */
  drain(): void {
    this.waitingBytes = 0;
    this.#changes.emit('change');
  }

  get isFull(): boolean {
    return this.waitingBytes >= this.#capacityBytes;
  }

  get state(): ListenerState | undefined {
    return this.reports.at(-1)?.state;
  }

  get problem(): WireError | null {
    return this.reports.at(-1)?.problem ?? null;
  }

  /** All bytes of the runs of one phase, joined. */
  bytesOf(phase: 'catch-up' | 'follow'): Buffer {
    let current = '';
    const parts: Buffer[] = [];
    for (const output of this.outputs) {
      if (output.kind === 'run-started') current = output.phase;
      if (output.kind === 'bytes' && current === phase) parts.push(output.bytes);
    }
    return Buffer.concat(parts);
  }

  /** Resolves when `condition` holds, looking again whenever something happens here. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await once(this.#changes, 'change');
  }

  #take(output: ListenerOutput): void {
    if (output.kind === 'run-started') {
      this.#text = '';
      this.#anchor = output.anchor;
      this.#isCatchUp = output.phase === 'catch-up';
      this.#isFirst = true;
    }
    if (output.kind !== 'bytes') return;
    this.#text += output.bytes.toString('latin1');
    const entries = this.#text.split('\n\n');
    this.#text = entries.pop() ?? '';
    for (const entry of entries) this.#takeEntry(entry);
  }

  #takeEntry(entry: string): void {
    const cursor = /^__CURSOR=(.*)$/m.exec(entry)?.[1] ?? '';
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (isFirst && this.#anchor !== null) {
      if (cursor === this.#anchor) return;
      if (this.#isCatchUp) this.gaps.push(this.#anchor);
    }
    this.cursors.push(cursor);
    this.messages.push(/^MESSAGE=(.*)$/m.exec(entry)?.[1] ?? '');
  }
}
