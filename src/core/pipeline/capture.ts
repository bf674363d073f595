import { AppError, toWireError, type WireError } from '#contract/errors.ts';
import type { MethodParams } from '#contract/methods.ts';
import type { QueueDepth, SourceStatus } from '#contract/status.ts';
import type { ListenerMode } from '../listener/listener.ts';
import { isLogOf } from '../listener/log-folder/list-logs.ts';
import type { Rule } from '../logic/rules.ts';
import type { createParser } from '../parser/create-parser.ts';
import { Dictionaries } from '../store/dictionaries.ts';
import { classifyDatabaseError, type WritableDatabase } from '../store/open-database.ts';
import type { ListedSource } from '../store/source-list.ts';
import { storedFiles } from '../store/source-settings.ts';
import { EntryWriter, type Commit } from '../writer/entry-writer.ts';
import { countGaps, openLedger } from '../writer/source-ledger.ts';
import { CapturedSources } from './captured-sources.ts';
import { readChangedSeverities, setSeverities } from './set-severities.ts';
import { ListenerThread } from './listener-thread.ts';
import { QuarantineRetry } from './quarantine/quarantine-retry.ts';
import { SourcePipeline } from './source-pipeline.ts';
import { SourceTargets, type ReadSource } from './source-targets.ts';

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
  sources: readonly ListedSource[];
  readSource: ReadSource;
  /** Keeps the list of sources after a change. @throws what SQLite throws; the change is then not made. */
  keepList: (list: readonly ListedSource[]) => void;
  /** Default: the parsers there are; others are given to tests. */
  createParser?: typeof createParser;
  mode: ListenerMode;
  rules: readonly Rule[];
  onCommit: (commit: Commit) => void;
  onStatus: () => void;
  /** Every source is read to its end and committed; with mode `once` only. */
  onFinished: () => void;
}

/** The whole pipeline of one capture: all sources, one writer, one thread. */
export class Capture {
  readonly sources = new CapturedSources();
  readonly quarantine: QuarantineRetry;
  readonly targets: SourceTargets;
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
    this.targets = new SourceTargets(options.database, options.readSource);
    this.quarantine = new QuarantineRetry({
      database: options.database,
      dictionaries: this.#dictionaries,
      writer: this.#writer,
      rules: options.rules,
      readTarget: (spec) => this.targets.read(spec),
      sourceOf: (sourceId) => this.sources.withId(sourceId),
      commitPending: () => {
        this.requireStore();
        this.#commit();
        this.requireStore();
      },
      commit: (takeOut) => this.#commitOrThrow(takeOut),
    });
    for (const { spec } of options.sources) this.add(spec);
  }

  /** false: the last commit failed and is tried again. */
  get canStore(): boolean {
    return this.#problem === null;
  }

  start(): void {
    const paused = new Set(this.#options.sources.filter(({ isPaused }) => isPaused).map(({ spec }) => spec));
    for (const source of this.sources.all) {
      if (paused.has(source.ledger.spec)) this.#holdFromTheStart(source);
      else source.start();
    }
    // Of an empty list everything is read already.
    this.#schedule();
  }

  /** Stops the listeners, then parses and commits what they had delivered. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.sources.all.map((source) => source.stop()));
    await this.#listeners.close();
    clearImmediate(this.#turn);
    clearTimeout(this.#commitTimer);
    clearTimeout(this.#retryTimer);
    for (const source of this.sources.all) {
      while (source.hasInput) {
        this.#stepOrFail(source);
        if (this.#isBatchFull()) this.#commitOrThrow();
      }
    }
    this.#commitOrThrow();
  }

  /** Keeps a list as the new one. @throws AppError when the store cannot take it now; nothing is changed then. */
  keepList(list: readonly ListedSource[]): void {
    this.requireStore();
    this.#options.keepList(list);
  }

  /** A further source at the end of the list, which is not begun yet. */
  add(spec: string): SourcePipeline {
    const source = this.#open(spec);
    this.sources.append(source);
    return source;
  }

  /** Parses and commits what a source that is no longer listened to has delivered. @throws AppError when the store cannot take it now. */
  settle(source: SourcePipeline): void {
    this.requireStore();
    while (source.hasInput) {
      if (!this.#step(source) || (this.#isBatchFull() && !this.#commit())) break;
    }
    this.#commit();
    this.requireStore();
  }

  /** Lets go of a source that is settled. What is stored of it stays. */
  forget(source: SourcePipeline): void {
    this.sources.remove(source);
    this.#writer.removeLedger(source.ledger.sourceId);
  }

  /** Tells whoever shows the sources. */
  sourcesChanged(): void {
    this.#options.onStatus();
  }

  setSeverities(params: MethodParams<'sources.setSeverities'>): void {
    const { database } = this.#options;
    const readSource = (spec: string) => ({ target: this.targets.read(spec) });
    setSeverities({ database, readSource }, this.sources.all, params);
  }

  status(): SourceStatus[] {
    const depth: QueueDepth = {
      name: 'to be written',
      entries: this.#writer.pendingEntries,
      bytes: this.#writer.pendingBytes,
      capacityEntries: BATCH_ENTRIES,
      capacityBytes: BATCH_BYTES,
    };
    return this.sources.all.map((source) => ({
      ...source.status(depth, this.#problem),
      ...this.sources.standingOf(source),
    }));
  }

  /** @param folder - What found it. */
  #open(spec: string, folder?: SourcePipeline): SourcePipeline {
    const { database, mode, rules } = this.#options;
    const ledger = openLedger(database, spec);
    this.#writer.addLedger(ledger);
    const source: SourcePipeline = new SourcePipeline({
      readTarget: () => this.targets.read(spec, folder?.ledger.spec),
      readSeverities: (target) => readChangedSeverities(database, ledger.sourceId, target),
      mode,
      ledger,
      listeners: this.#listeners,
      dictionaries: this.#dictionaries,
      writer: this.#writer,
      rules,
      gaps: countGaps(database, ledger.sourceId),
      onInput: () => this.#schedule(),
      onLogFound: (found) => this.#addLog(source, found),
      onState: () => this.#stateChanged(),
      ...(this.#options.createParser === undefined ? {} : { createParser: this.#options.createParser }),
    });
    return source;
  }

  /** A log of a folder is captured from now on, unless it is a source already. */
  #addLog(folder: SourcePipeline, spec: string): void {
    if (this.#isStopping) return;
    this.sources.noticeFound(folder, spec);
    const known = this.sources.withSpec(spec);
    // What a paused folder holds, this one does not.
    if (known !== undefined && this.sources.folderOf(known)?.isPaused !== true) return;
    const log = known ?? this.#open(spec, folder);
    this.sources.adopt(folder, log);
    log.start();
  }

  /** With a paused folder its logs are paused; what it has found in earlier runs, only their names tell. */
  #holdFromTheStart(source: SourcePipeline): void {
    source.startPaused();
    if (!source.ledger.spec.startsWith('file:')) return;
    const pattern = source.ledger.spec.slice('file:'.length);
    for (const path of storedFiles(this.#options.database)) {
      const spec = `file:${path}`;
      if (!isLogOf(pattern, path) || this.sources.withSpec(spec) !== undefined) continue;
      const log = this.#open(spec, source);
      this.sources.adopt(source, log);
      log.startPaused();
    }
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
      for (const source of this.sources.all) {
        if (!source.hasInput) continue;
        isIdle = false;
        if (!this.#step(source) || (this.#isBatchFull() && !this.#commit())) return;
      }
      if (isIdle) break;
    }
    const { all } = this.sources;
    if (all.some((source) => source.hasInput)) this.#schedule();
    else if (this.#options.mode === 'once' && all.every((source) => source.isOver)) this.#finish();
    else this.#commitInTime();
  }

  /** The queues are empty: commit at once after a pause, else when the batch is old enough. */
  #commitInTime(): void {
    if (!this.#writer.hasPending || this.#commitTimer !== undefined) return;
    const ageMs = this.sources.all.some((source) => source.isCatchingUp) ? CATCH_UP_AGE_MS : FOLLOW_AGE_MS;
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

  /** Parses one piece. false: the store could not take it. What else goes wrong is that source's problem alone. */
  #step(source: SourcePipeline): boolean {
    return this.#attempt(() => this.#stepOrFail(source));
  }

  #stepOrFail(source: SourcePipeline): void {
    try {
      source.step();
    } catch (error) {
      const isOfStore = classifyDatabaseError(this.#options.dataDir, error) instanceof AppError;
      if (isOfStore && !(error instanceof AppError)) throw error;
      source.fail(error);
    }
  }

  /** @throws AppError when the store cannot take anything now. */
  requireStore(): void {
    if (this.#problem !== null) throw AppError.fromWire(this.#problem);
  }

  /** Does what writes to the store. false: the store could not take it; everything waits and is tried again. */
  #attempt(action: () => void): boolean {
    try {
      action();
    } catch (error) {
      const problem = toWireError(classifyDatabaseError(this.#options.dataDir, error));
      // A bug: whoever asked is told, and the thread ends with the next turn that meets it.
      if (problem.code === 'internal') throw error;
      this.#problem = problem;
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

  /** @param takeOut - What is pending was in quarantine: see EntryWriter.commit. */
  #commitOrThrow(takeOut?: () => void): Commit | undefined {
    if (!this.#writer.hasPending) return undefined;
    clearTimeout(this.#commitTimer);
    this.#commitTimer = undefined;
    const sources = this.sources.all;
    const storedBefore = sources.map((source) => source.ledger.stored);
    const commit = this.#writer.commit(Date.now() * 1000, takeOut);
    this.#lastCommitAtMs = performance.now();
    for (const [index, source] of sources.entries()) {
      source.countStored(source.ledger.stored - (storedBefore[index] ?? 0));
      source.gaps += commit.gaps.filter((gap) => gap.sourceId === source.ledger.sourceId).length;
    }
    this.#options.onCommit(commit);
    return commit;
  }
}
