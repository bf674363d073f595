import type { WireError } from '#contract/errors.ts';
import { toWireError } from '#contract/errors.ts';
import type { MethodParams } from '#contract/methods.ts';
import type { QueueDepth, SourceStatus } from '#contract/status.ts';
import type { ListenerMode } from '../listener/listener.ts';
import type { SourceSpec } from '../listener/source-spec.ts';
import type { Rule } from '../logic/rules.ts';
import { Dictionaries } from '../store/dictionaries.ts';
import { classifyDatabaseError, type WritableDatabase } from '../store/open-database.ts';
import { EntryWriter, type Commit } from '../writer/entry-writer.ts';
import { openLedger } from '../writer/source-ledger.ts';
import { readChangedSeverities, setSeverities } from './set-severities.ts';
import { ListenerThread } from './listener-thread.ts';
import { SourcePipeline } from './source-pipeline.ts';

/** Bounds of the queue between logic and writer, and so of a transaction: measured to pause reading for under 50 ms. */
const BATCH_ENTRIES = 8192;
const BATCH_BYTES = 16 * 1024 * 1024;
/** Age of a batch: while following, and while a long history is read. */
const FOLLOW_AGE_MS = 50;
const CATCH_UP_AGE_MS = 250;
/** Pieces (at most 64 KiB each) parsed before the thread looks at its messages and at the pipe again. */
const STEPS_PER_TURN = 8;
/** A commit that failed is tried again after this pause; reading waits meanwhile. */
const RETRY_MS = 2000;

export interface CaptureOptions {
  database: WritableDatabase;
  /** For error messages. */
  dataDir: string;
  sources: readonly SourceSpec[];
  /** Reads the specification of a source that is found while others are captured. */
  readSource: (spec: string) => SourceSpec;
  mode: ListenerMode;
  rules: readonly Rule[];
  onCommit: (commit: Commit) => void;
  onStatus: () => void;
  /** Every source is read to its end and committed; with mode `once` only. */
  onFinished: () => void;
}

function countGaps(database: WritableDatabase, sourceId: number): number {
  return (
    database
      .prepare<[number], number>('SELECT count(*) FROM gaps WHERE source_id = ?')
      .pluck()
      .get(sourceId) ?? 0
  );
}

/** The whole pipeline of one capture: all sources, one writer, one thread. */
export class Capture {
  readonly sources: SourcePipeline[] = [];
  readonly #dictionaries: Dictionaries;
  readonly #options: CaptureOptions;
  readonly #writer: EntryWriter;
  readonly #listeners = new ListenerThread();
  #turn: NodeJS.Immediate | undefined;
  #commitTimer: NodeJS.Timeout | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  #lastCommitAtMs = 0;
  #problem: WireError | null = null;
  #isFinished = false;
  #isStopping = false;

  constructor(options: CaptureOptions) {
    this.#options = options;
    this.#writer = new EntryWriter(options.database);
    this.#dictionaries = new Dictionaries(options.database);
    for (const source of options.sources) this.#add(source);
  }

  /** false: the last commit failed and is tried again. */
  get canStore(): boolean {
    return this.#problem === null;
  }

  start(): void {
    for (const source of this.sources) source.start();
  }

  /** Stops the listeners, then parses and commits what they had delivered. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.sources.map((source) => source.stop()));
    await this.#listeners.close();
    clearImmediate(this.#turn);
    clearTimeout(this.#commitTimer);
    clearTimeout(this.#retryTimer);
    for (const source of this.sources) {
      while (source.step()) if (this.#isBatchFull()) this.#commitOrThrow();
    }
    this.#commitOrThrow();
  }

  retryNow(sourceId: number): void {
    this.sources.find((source) => source.ledger.sourceId === sourceId)?.retryNow();
  }

  setSeverities(params: MethodParams<'sources.setSeverities'>): void {
    setSeverities(this.#options, this.sources, params);
  }

  status(): SourceStatus[] {
    const depth: QueueDepth = {
      name: 'to be written',
      entries: this.#writer.pendingEntries,
      bytes: this.#writer.pendingBytes,
      capacityEntries: BATCH_ENTRIES,
      capacityBytes: BATCH_BYTES,
    };
    return this.sources.map((source) => source.status(depth, this.#problem));
  }

  #add(source: SourceSpec): SourcePipeline {
    const { database, mode, rules } = this.#options;
    const ledger = openLedger(database, source.spec);
    this.#writer.addLedger(ledger);
    const pipeline = new SourcePipeline({
      source,
      mode,
      ledger,
      listeners: this.#listeners,
      dictionaries: this.#dictionaries,
      writer: this.#writer,
      rules,
      gaps: countGaps(database, ledger.sourceId),
      onInput: () => this.#schedule(),
      onLogFound: (path) => this.#addLog(path),
      onState: () => this.#stateChanged(),
    });
    pipeline.changedSeverities = readChangedSeverities(database, ledger.sourceId, source.target);
    this.sources.push(pipeline);
    return pipeline;
  }

  /** A log of a folder is captured from now on, unless it is a source already. */
  #addLog(path: string): void {
    const source = this.#options.readSource(`file:${path}`);
    const isKnown = this.sources.some(({ ledger }) => ledger.spec === source.spec);
    if (!isKnown && !this.#isStopping) this.#add(source).start();
  }

  #stateChanged(): void {
    this.#options.onStatus();
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isStopping || this.#problem !== null) return;
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      this.#runTurn();
    });
  }

  #runTurn(): void {
    for (let step = 0; step < STEPS_PER_TURN; step += 1) {
      let isIdle = true;
      for (const source of this.sources) {
        const canStep = this.#attempt(() => {
          if (source.step()) isIdle = false;
        });
        if (!canStep || (this.#isBatchFull() && !this.#commit())) return;
      }
      if (isIdle) break;
    }
    if (this.sources.some((source) => source.hasInput)) this.#schedule();
    else if (this.#options.mode === 'once' && this.sources.every((source) => source.isOver)) this.#finish();
    else this.#commitInTime();
  }

  /** The queues are empty: commit at once after a pause, else when the batch is old enough. */
  #commitInTime(): void {
    if (!this.#writer.hasPending || this.#commitTimer !== undefined) return;
    const ageMs = this.sources.some((source) => source.isCatchingUp) ? CATCH_UP_AGE_MS : FOLLOW_AGE_MS;
    const dueInMs = this.#lastCommitAtMs + ageMs - performance.now();
    if (dueInMs <= 0) {
      this.#commit();
      return;
    }
    this.#commitTimer = setTimeout(() => {
      this.#commitTimer = undefined;
      this.#commit();
    }, dueInMs);
  }

  #finish(): void {
    if (this.#isFinished || (this.#writer.hasPending && !this.#commit())) return;
    this.#isFinished = true;
    this.#options.onFinished();
  }

  #isBatchFull(): boolean {
    return this.#writer.pendingEntries >= BATCH_ENTRIES || this.#writer.pendingBytes >= BATCH_BYTES;
  }

  #commit(): boolean {
    return this.#attempt(() => this.#commitOrThrow());
  }

  /** Does what writes to the store. false: the store could not take it; everything waits and is tried again. */
  #attempt(action: () => void): boolean {
    try {
      action();
    } catch (error) {
      this.#problem = toWireError(classifyDatabaseError(this.#options.dataDir, error));
      if (this.#problem.code === 'internal') throw error;
      this.#options.onStatus();
      clearTimeout(this.#retryTimer);
      this.#retryTimer = setTimeout(() => this.#commitAgain(), RETRY_MS);
      return false;
    }
    return true;
  }

  #commitAgain(): void {
    if (this.#isStopping || !this.#commit()) return;
    this.#problem = null;
    this.#options.onStatus();
    this.#schedule();
  }

  #commitOrThrow(): void {
    if (!this.#writer.hasPending) return;
    clearTimeout(this.#commitTimer);
    this.#commitTimer = undefined;
    const storedBefore = this.sources.map((source) => source.ledger.stored);
    const commit = this.#writer.commit(Date.now() * 1000);
    this.#lastCommitAtMs = performance.now();
    for (const [index, source] of this.sources.entries()) {
      source.countStored(source.ledger.stored - (storedBefore[index] ?? 0));
      source.gaps += commit.gaps.filter((gap) => gap.sourceId === source.ledger.sourceId).length;
    }
    this.#options.onCommit(commit);
  }
}
