import { toWireError, type ErrorCode } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import type { BatchRun, Wish } from './batch-run.ts';
import type { BatchStore } from './batch-store.ts';
import { batchEnded } from './read-batches.ts';
import { removeFilesOf } from './remove-files.ts';

/** What can never be carried out as it was asked for. Everything else can be mended, and the batch resumed. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set(['query.invalid', 'export.invalid', 'export.not-found']);

export interface BatchQueueOptions {
  bookkeeping: BatchStore;
  /** This process. */
  owner: string;
  /** Makes the run of a batch that begins, or begins again after its last complete file. What it throws is how the batch fails. */
  openRun: (id: number) => BatchRun;
  /** A batch that is not running, as it stands. */
  present: (id: number) => ExportBatch;
  /** Each change of a batch's state. */
  onChanged: (batch: ExportBatch) => void;
  /** Batches that stand still when Hydrant ends: `queue` them for the next start, or `pause` them. */
  atClose: 'queue' | 'pause';
}

interface Entry {
  id: number;
  wish: Wish | 'cancel';
  /** Kept while the user holds the batch, so that it goes on in the middle of a file. */
  run: BatchRun | undefined;
}

/** Batches that this process works on: one at a time, in the order in which they were asked for. */
export class BatchQueue {
  readonly #options: BatchQueueOptions;
  readonly #waiting: Entry[] = [];
  readonly #held = new Map<number, Entry>();
  #active: Entry | undefined;
  #work: Promise<void> = Promise.resolve();
  #isClosing = false;

  constructor(options: BatchQueueOptions) {
    this.#options = options;
  }

  /** Whether this process has the batch in hand: waiting, running, or held in the middle of a file. */
  has(id: number): boolean {
    return this.#find(id) !== undefined;
  }

  /** The batch that is written now. */
  get active(): ExportBatch | undefined {
    return this.#active?.run?.snapshot();
  }

  /** Puts a queued batch behind the others. */
  add(id: number): void {
    if (this.has(id)) return;
    this.#waiting.push({ id, wish: 'go', run: undefined });
    this.#pump();
  }

  /** Holds a batch; one that runs stops within milliseconds. */
  pause(id: number): void {
    const at = this.#waiting.findIndex((entry) => entry.id === id);
    const [waiting] = at < 0 ? [] : this.#waiting.splice(at, 1);
    if (waiting !== undefined) {
      if (waiting.run !== undefined) this.#held.set(id, waiting);
      const { bookkeeping, owner } = this.#options;
      const { run } = waiting;
      if (run === undefined) bookkeeping.pause(id, this.#elapsedOf(id), null);
      else bookkeeping.pause(id, run.elapsedMs, null, owner);
      this.#tell(id);
    } else if (this.#active?.id === id && this.#active.wish === 'go') this.#active.wish = 'pause';
  }

  /** A held batch waits for its turn again. false: it is not one of this process. */
  resume(id: number): boolean {
    if (this.#active?.id === id) {
      if (this.#active.wish === 'pause') this.#active.wish = 'go';
      return true;
    }
    const held = this.#held.get(id);
    if (held === undefined) return false;
    this.#held.delete(id);
    held.wish = 'go';
    this.#waiting.push(held);
    this.#pump();
    return true;
  }

  /** Ends a batch and removes its files. Resolves when that is done. */
  async cancel(id: number): Promise<void> {
    const entry = this.#find(id);
    if (entry !== undefined && entry === this.#active) {
      entry.wish = 'cancel';
      await this.#work;
      return;
    }
    const at = this.#waiting.findIndex((waiting) => waiting.id === id);
    if (at >= 0) this.#waiting.splice(at, 1);
    this.#held.delete(id);
    this.#removeWhole(id, entry);
    this.#tell(id);
  }

  /** Takes back what is half-written. Resolves when nothing of it is left. */
  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#active !== undefined && this.#active.wish !== 'cancel') this.#active.wish = 'stop';
    await this.#work;
    for (const { id, run } of this.#held.values()) {
      run?.discard();
      this.#options.bookkeeping.pause(id, run?.elapsedMs ?? this.#elapsedOf(id), null);
    }
    for (const { id, run } of this.#waiting.splice(0)) {
      run?.discard();
      this.#leave(id, run?.elapsedMs ?? this.#elapsedOf(id));
    }
  }

  #find(id: number): Entry | undefined {
    if (this.#active?.id === id) return this.#active;
    return this.#held.get(id) ?? this.#waiting.find((entry) => entry.id === id);
  }

  #pump(): void {
    if (this.#active !== undefined || this.#isClosing) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#active = next;
    this.#work = this.#carryOut(next).then((tell) => {
      // First: whoever is told may ask for the next thing at once.
      this.#active = undefined;
      tell();
      this.#pump();
    });
  }

  /**
   * Resolves with what tells how it ended. Never rejects for what went wrong with the batch; what it throws is a bug, or a store that
   * cannot be written.
   */
  async #carryOut(entry: Entry): Promise<() => void> {
    const { bookkeeping } = this.#options;
    const { id } = entry;
    const tell = () => this.#tell(id);
    try {
      entry.run ??= this.#options.openRun(id);
      this.#options.onChanged(entry.run.snapshot());
      const outcome = await entry.run.run(() => (entry.wish === 'cancel' ? 'stop' : entry.wish));
      if (outcome === 'paused') {
        this.#held.set(id, entry);
        bookkeeping.pause(id, entry.run.elapsedMs, null, this.#options.owner);
        const held = entry.run.snapshot();
        return () => this.#options.onChanged({ ...held, state: 'paused' });
      }
      if (outcome === 'stopped') {
        if (entry.wish === 'cancel') this.#removeWhole(id, entry);
        else this.#leave(id, entry.run.elapsedMs);
      }
      return tell;
    } catch (error) {
      this.#failed(entry, error);
      return tell;
    }
  }

  #failed({ id, run }: Entry, thrown: unknown): void {
    const { bookkeeping } = this.#options;
    const error = toWireError(thrown);
    const { elapsedMs: before, origin, fileCount } = this.#options.present(id);
    const elapsedMs = run?.elapsedMs ?? before;
    // Whoever gave a command reads the reason and gives it again: there is nothing to resume.
    const isNothing = origin === 'command' && fileCount === 0;
    if (HOPELESS.has(error.code) || isNothing) {
      removeFilesOf(bookkeeping.database, id);
      bookkeeping.abandon(id, 'failed', elapsedMs, error);
    } else bookkeeping.pause(id, elapsedMs, error);
  }

  #removeWhole(id: number, entry: Entry | undefined): void {
    const { bookkeeping, present } = this.#options;
    const batch = present(id);
    if (hasEnded(batch.state)) throw batchEnded(id, batch.state);
    entry?.run?.discard();
    removeFilesOf(bookkeeping.database, id);
    bookkeeping.abandon(id, 'cancelled', entry?.run?.elapsedMs ?? batch.elapsedMs, null);
  }

  /** Hydrant ends: the batch goes on at the next start, or when somebody resumes it. */
  #leave(id: number, elapsedMs: number): void {
    const { bookkeeping, atClose } = this.#options;
    if (atClose === 'queue') bookkeeping.queue(id, null, elapsedMs);
    else {
      bookkeeping.pause(id, elapsedMs, {
        code: 'export.interrupted',
        message: 'Hydrant was closed before it was complete.',
        remedy: 'Resume it: it goes on after its last complete file.',
      });
    }
  }

  #elapsedOf(id: number): number {
    return this.#options.present(id).elapsedMs;
  }

  #tell(id: number): void {
    this.#options.onChanged(this.#options.present(id));
  }
}
