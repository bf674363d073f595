import type { Listener, ListenerMode, ListenerPort } from '../listener.ts';
import { ENTRIES_A_MINUTE, MINUTE_US, demoExport, sequenceOfCursor, type DemoEntry } from './demo-entry.ts';
import { demoMinute } from './demo-life.ts';

export interface DemoListenerOptions {
  seed: number;
  mode: ListenerMode;
  port: ListenerPort;
  /** Of the last entry stored; null: begin a week ago. */
  initialPosition: string | null;
  /** How much has happened already at the first start. Default: a week. */
  historyMinutes?: number;
  /** Milliseconds since 1970. Default: the clock. */
  nowMs?: () => number;
}

const HISTORY_MINUTES = 7 * 1440;
const CHUNK_BYTES = 64 * 1024;

/** Makes up the life of a machine: its last week, and then what it logs, at its own pace. */
export function createDemoListener(options: DemoListenerOptions): Listener {
  return new DemoListener(options);
}

class DemoListener implements Listener {
  readonly #seed: number;
  readonly #mode: ListenerMode;
  readonly #port: ListenerPort;
  readonly #nowMs: () => number;
  readonly #anchor: string | null;
  /** Of the entry that comes next. */
  #minute: number;
  #index: number;
  #isStopping = false;
  #working: Promise<void> | undefined;
  #wake: (() => void) | undefined;

  constructor(options: DemoListenerOptions) {
    this.#seed = options.seed;
    this.#mode = options.mode;
    this.#port = options.port;
    this.#nowMs = options.nowMs ?? Date.now;
    this.#anchor = options.initialPosition;
    const first =
      Math.floor((this.#nowMs() * 1000) / MINUTE_US) - (options.historyMinutes ?? HISTORY_MINUTES);
    const last = this.#anchor === null ? undefined : sequenceOfCursor(this.#seed, this.#anchor);
    const isRemembered = last !== undefined && Math.floor(last / ENTRIES_A_MINUTE) >= first;
    this.#minute = isRemembered ? Math.floor(last / ENTRIES_A_MINUTE) : first;
    this.#index = isRemembered ? last % ENTRIES_A_MINUTE : 0;
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    this.#wake?.();
  }

  retryNow(): void {
    // Nothing is ever waited for but time.
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake?.();
    await this.#working;
    this.#port.report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    this.#port.report('catching-up', 'Making up the last week of a machine', null);
    this.#port.deliver({ kind: 'run-started', phase: 'catch-up', anchor: this.#anchor });
    await this.#deliverPast();
    this.#port.deliver({ kind: 'run-ended', isComplete: !this.#isStopping });
    if (this.#isStopping) return;
    if (this.#mode === 'once') {
      this.#port.report('finished', 'Made up the last week of a machine', null);
      return;
    }
    this.#port.report('following', 'Making up the log of a machine, as it goes on', null);
    this.#port.deliver({ kind: 'run-started', phase: 'follow', anchor: null });
    while (!this.#isStopping) {
      await this.#sleepUntilNext();
      await this.#deliverPast();
    }
    this.#port.deliver({ kind: 'run-ended', isComplete: false });
  }

  /** Everything up to now, in chunks. */
  async #deliverPast(): Promise<void> {
    const nowUnixUs = this.#nowMs() * 1000;
    let parts: Buffer[] = [];
    let size = 0;
    for (;;) {
      const next = this.#peek();
      const isDue = next !== undefined && next.unixUs <= nowUnixUs && !this.#isStopping;
      if (size > 0 && (!isDue || size >= CHUNK_BYTES)) {
        await this.#hand(Buffer.concat(parts));
        parts = [];
        size = 0;
      }
      if (!isDue) return;
      const bytes = demoExport(this.#seed, next, this.#minute * ENTRIES_A_MINUTE + this.#index);
      parts.push(bytes);
      size += bytes.length;
      this.#index += 1;
    }
  }

  /** The next entry, of this minute or of a later one: every minute has some. */
  #peek(): DemoEntry | undefined {
    for (let tries = 0; tries < 2; tries += 1) {
      const entry = this.#entriesOf(this.#minute)[this.#index];
      if (entry !== undefined) return entry;
      this.#minute += 1;
      this.#index = 0;
    }
    return undefined;
  }

  #known: { minute: number; entries: readonly DemoEntry[] } = { minute: -1, entries: [] };

  #entriesOf(minute: number): readonly DemoEntry[] {
    if (this.#known.minute !== minute) this.#known = { minute, entries: demoMinute(this.#seed, minute) };
    return this.#known.entries;
  }

  async #hand(bytes: Buffer): Promise<void> {
    // What is concatenated may share memory with others; what crosses to another thread must not.
    const own = Buffer.allocUnsafeSlow(bytes.length);
    bytes.copy(own);
    if (!this.#port.deliver({ kind: 'bytes', bytes: own })) await this.#pause(undefined);
    // Other listeners live in this thread, too.
    await new Promise((resolve) => setImmediate(resolve));
  }

  async #sleepUntilNext(): Promise<void> {
    const next = this.#peek();
    const waitMs = next === undefined ? 1000 : next.unixUs / 1000 - this.#nowMs();
    await this.#pause(Math.max(1, Math.min(60_000, waitMs)));
  }

  /** Until woken; at most so long, if it is said. */
  async #pause(ms: number | undefined): Promise<void> {
    if (this.#isStopping) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
    this.#wake = undefined;
  }
}
