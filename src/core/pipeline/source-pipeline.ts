import { isDeepStrictEqual } from 'node:util';
import { toWireError, type WireError } from '#contract/errors.ts';
import type { ListenerState, SourceRestart, SourceStatus } from '#contract/status.ts';
import type { Listener, ListenerMode, ListenerOutput, ListenerPort } from '../listener/listener.ts';
import { keepsEntries } from '../listener/keeps-entries.ts';
import type { SourceTarget } from '../listener/source-target.ts';
import type { TextLogFormat, TextLogStart } from '../listener/text-log/text-log-format.ts';
import { applyChangedSeverities, type ChangedSeverities } from '../logic/changed-severities.ts';
import { normaliseSeverity } from '../logic/normalise-severity.ts';
import { judge, type Rule } from '../logic/rules.ts';
import { createParser } from '../parser/create-parser.ts';
import type { Certainty } from '../parser/text-log/detection/detect-text-log.ts';
import { sourceFormatOf } from '../parser/text-log/detection/source-format-of.ts';
import type { MissedAnchor, ParserSink, SourceParser } from '../parser/source-parser.ts';
import type { Dictionaries } from '../store/dictionaries.ts';
import type { EntryWriter } from '../writer/entry-writer.ts';
import type { SourceLedger } from '../writer/source-ledger.ts';
import { BoundedQueue } from './bounded-queue.ts';
import type { EntryDraft } from './entry-draft.ts';
import type { ListenerThread } from './listener-thread.ts';
import { RateMeter } from './rate-meter.ts';

/** Chunks of a pipe are at most 64 KiB, so the second bound is the one that is met. */
const QUEUE_CHUNKS = 1024;
const QUEUE_BYTES = 8 * 1024 * 1024;
const RESTARTS_KEPT = 20;
const NO_BYTES = Buffer.alloc(0);
const STOPPED_BY_A_BUG = 'Stopped by a bug: some of what came since is missing.';
const PAUSED = 'Paused by the user: what was sent meanwhile was not received.';

/** All but its standing among others. */
export type OwnStatus = Omit<SourceStatus, 'isCaptured' | 'place' | 'foundBy'>;

export interface SourcePipelineOptions {
  /** What the source is now: asked whenever it is begun. @throws AppError `source.invalid`. */
  readTarget: () => SourceTarget;
  /** What the user says of its severities. */
  readSeverities: (target: SourceTarget) => ChangedSeverities | null;
  mode: ListenerMode;
  ledger: SourceLedger;
  listeners: Pick<ListenerThread, 'createListener'>;
  dictionaries: Dictionaries;
  writer: EntryWriter;
  rules: readonly Rule[];
  /** Default: the parsers there are; others are given to tests. */
  createParser?: typeof createParser;
  /** Gaps recorded before. */
  gaps: number;
  /** Called when there is something to parse. */
  onInput: () => void;
  /** Called when the listener of a folder has found a log. */
  onLogFound: (spec: string) => void;
  /** Called when the listener's state changed. */
  onState: () => void;
}

/**
 * One source from its listener to the writer: listener, bounded queue, parser, logic. Fails alone: what its parser or its listener throws is a
 * problem of this source, and the others go on.
 */
export class SourcePipeline implements ListenerPort, ParserSink {
  readonly ledger: SourceLedger;
  state: ListenerState = 'starting';
  stateText = 'Starting';
  problem: WireError | null = null;
  restarts = 0;
  gaps: number;
  /** What the user says of severities holds for the next entry that is read. null: all are as usual. */
  changedSeverities: ChangedSeverities | null = null;

  /** How its lines are read; null: it is no text log, or that is not told yet. */
  format: TextLogFormat | null = null;

  readonly #options: SourcePipelineOptions;
  #certainty: Certainty | null = null;
  readonly #queue = new BoundedQueue<ListenerOutput>('received', QUEUE_CHUNKS, QUEUE_BYTES);
  #target: SourceTarget | undefined;
  #parser: SourceParser | undefined;
  #listener: Listener | undefined;
  readonly #rate = new RateMeter(performance.now());
  /** Half parsed: the store could not take a new name. */
  #interrupted: ListenerOutput | undefined;
  #isPaused = false;
  /** It failed by a bug: what the listener delivers until it is gone is let go. */
  #isBroken = false;
  /** Since when nothing was listened to, as far as that is known; undefined: it was not paused. */
  #pausedAtUnixUs: number | null | undefined;
  readonly #settledWaiters: (() => void)[] = [];
  readonly #lastRestarts: SourceRestart[] = [];

  constructor(options: SourcePipelineOptions) {
    this.#options = options;
    this.ledger = options.ledger;
    this.gaps = options.gaps;
  }

  get hasInput(): boolean {
    return this.#queue.length > 0 || this.#interrupted !== undefined;
  }

  /** Nothing more will come. */
  get isOver(): boolean {
    return ['finished', 'failed', 'paused', 'stopped'].includes(this.state) && !this.hasInput;
  }

  /** Many entries are coming at once: larger batches are worth the wait. */
  get isCatchingUp(): boolean {
    return this.state === 'catching-up' || this.state === 'starting';
  }

  /** By the user: also where what was delivered before could not be read. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Begins, or begins again behind the last entry that is stored. What was delivered before should have been parsed: else it is read again. */
  start(): void {
    const { dictionaries, ledger, listeners, mode, readTarget } = this.#options;
    this.#isBroken = false;
    this.#isPaused = false;
    this.#letGo('It was begun again before this was read.');
    this.format = null;
    this.report('starting', 'Starting', null);
    try {
      const target = readTarget();
      this.#target = target;
      this.changedSeverities = this.#options.readSeverities(target);
      this.#parser = (this.#options.createParser ?? createParser)(target, {
        dictionaries,
        sourceId: ledger.sourceId,
        sink: this,
      });
      // A listener tells of the time since its last position, which the pause has told already.
      const initialPosition = this.#recordPause(target) ? null : ledger.position;
      this.#listener = listeners.createListener({ target, mode, port: this, initialPosition });
      this.#listener.start();
    } catch (error) {
      this.fail(error);
    }
  }

  async stop(): Promise<void> {
    await this.#listener?.stop();
    this.report('stopped', 'Stopped', null);
  }

  /** Stops listening for as long as the user likes. What was delivered is still parsed. */
  async pause(): Promise<void> {
    await this.#listener?.stop();
    this.#listener = undefined;
    this.#pausedAtUnixUs = Date.now() * 1000;
    this.#isPaused = true;
    this.report('paused', 'Paused', null);
  }

  /** Is not begun: as it was paused in an earlier run. */
  startPaused(): void {
    this.#pausedAtUnixUs = this.ledger.newestUnixUs;
    this.#isPaused = true;
    this.report('paused', 'Paused', null);
  }

  /** Begins again, after it failed or while it is read. */
  async restart(): Promise<void> {
    await this.#listener?.stop();
    this.#listener = undefined;
    this.start();
  }

  /** How its lines will be read when it is begun; null: as they tell. */
  sayFormat(format: TextLogFormat | null): void {
    this.format = format;
    this.#certainty = null;
  }

  /** Ends a pause of the listener between two tries. */
  retryNow(): void {
    this.#listener?.retryNow();
  }

  /**
   * What went wrong is a bug, or the source is none: it stands still until it is begun again, and then goes on behind the last
   * entry that is stored. What waits here is let go, as it is read again; where the source keeps nothing it goes to quarantine.
   */
  fail(error: unknown): void {
    const problem = toWireError(error);
    this.#isBroken = true;
    this.#letGo(problem.message);
    if (!this.#canReadAgain) {
      // What the parser held open, and what is sent until somebody tries again.
      const fromUnixUs = this.ledger.newestUnixUs;
      this.missAnchor({ fromUnixUs, untilUnixUs: Date.now() * 1000, reason: STOPPED_BY_A_BUG });
    }
    this.#parser = undefined;
    // Who waits for an answer cannot be stopped.
    this.#answerSettled();
    void this.#listener?.stop();
    if (this.#isPaused) this.report('paused', 'Paused', problem);
    else this.report('failed', problem.code === 'internal' ? 'Stopped by a bug' : 'Cannot be read', problem);
  }

  get #canReadAgain(): boolean {
    return this.#target === undefined || keepsEntries(this.#target);
  }

  /** Empties the queue. What is not read again goes to quarantine. */
  #letGo(reason: string): void {
    const waiting = this.#interrupted === undefined ? [] : [this.#interrupted];
    this.#interrupted = undefined;
    for (let output = this.#queue.shift(); output !== undefined; output = this.#queue.shift()) {
      waiting.push(output);
    }
    if (this.#canReadAgain) return;
    for (const output of waiting) this.#quarantine(output, reason);
  }

  #quarantine(output: ListenerOutput, reason: string): void {
    if (output.kind !== 'bytes') return;
    this.reject(reason, output.bytes, output.bytes.length, this.ledger.position ?? '');
  }

  // The listener's side.

  deliver(output: ListenerOutput): boolean {
    if (this.#isBroken) {
      if (!this.#canReadAgain) this.#quarantine(output, STOPPED_BY_A_BUG);
      return true;
    }
    const hasRoom = this.#queue.push(output, output.kind === 'bytes' ? output.bytes.length : 64);
    this.#options.onInput();
    return hasRoom;
  }

  async settled(): Promise<string | null> {
    if (this.hasInput) await new Promise<void>((resolve) => this.#settledWaiters.push(resolve));
    return this.ledger.position;
  }

  report(state: ListenerState, stateText: string, problem: WireError | null): void {
    const isKnown = state === this.state && stateText === this.stateText;
    if (isKnown && isDeepStrictEqual(problem, this.problem)) return;
    this.state = state;
    this.ledger.isLive = state === 'following';
    this.stateText = stateText;
    this.problem = problem;
    this.#options.onState();
  }

  countRestart(reason: string): void {
    this.restarts += 1;
    this.#lastRestarts.unshift({ atUnixUs: Date.now() * 1000, reason });
    this.#lastRestarts.splice(RESTARTS_KEPT);
    this.#options.onState();
  }

  // The parser's side.

  accept(draft: EntryDraft): void {
    this.ledger.received += 1;
    normaliseSeverity(draft);
    if (this.changedSeverities !== null) applyChangedSeverities(draft, this.changedSeverities);
    if (judge(this.#options.rules, draft) === 'drop') {
      this.ledger.dropped += 1;
      this.#options.writer.touch();
      return;
    }
    this.#options.writer.add(this.ledger.sourceId, draft);
  }

  reject(reason: string, bytes: Buffer, sizeBytes: number, position: string): void {
    this.ledger.received += 1;
    this.#options.writer.quarantine({ sourceId: this.ledger.sourceId, reason, position, bytes, sizeBytes });
  }

  missAnchor(missed: MissedAnchor): void {
    this.#options.writer.addGap({ sourceId: this.ledger.sourceId, lostEntries: null, ...missed });
  }

  /**
   * Parses one piece of the queue. false: there was none.
   * @throws what SQLite throws when it cannot keep a new name; the next step goes on where this one stopped.
   */
  step(): boolean {
    const isResumed = this.#interrupted !== undefined;
    const output = this.#interrupted ?? this.#queue.shift();
    if (output === undefined) return false;
    const parser = this.#parser;
    if (parser === undefined) throw new Error('something was delivered by a source that was not begun');
    this.#interrupted = output;
    switch (output.kind) {
      case 'run-started':
        parser.startRun(output);
        if (output.textLog !== undefined) this.#knowFormat(output.textLog);
        break;
      case 'bytes':
        parser.push(isResumed ? NO_BYTES : output.bytes);
        break;
      case 'run-ended':
        parser.endRun(output.isComplete);
        break;
      case 'quiet':
        parser.settle?.();
        break;
      case 'gap':
        this.missAnchor(output.missed);
        break;
      case 'log-found':
        this.#options.onLogFound(output.spec);
        break;
      default:
        output satisfies never;
    }
    this.#interrupted = undefined;
    // Everything up to here is in the writer's hands, so the next commit may cover it.
    const position = parser.position ?? this.ledger.position;
    if (output.kind === 'run-ended' && position !== this.ledger.position) this.#options.writer.touch();
    this.ledger.position = position;
    if (this.#queue.length === 0) this.#answerSettled();
    if (this.#queue.hasRoom) this.#listener?.resume();
    return true;
  }

  #answerSettled(): void {
    for (const resolve of this.#settledWaiters.splice(0)) resolve();
  }

  /** Of a source that keeps nothing, what was sent during a pause is lost. @returns Whether that was so. */
  #recordPause(target: SourceTarget): boolean {
    const fromUnixUs = this.#pausedAtUnixUs;
    this.#pausedAtUnixUs = undefined;
    if (fromUnixUs === undefined || keepsEntries(target)) return false;
    this.missAnchor({ fromUnixUs, untilUnixUs: Date.now() * 1000, reason: PAUSED });
    return true;
  }

  #knowFormat({ format, certainty }: TextLogStart): void {
    const isNew = this.format === null;
    this.format = format;
    this.#certainty = certainty;
    if (isNew) this.#options.onState();
  }

  countStored(entries: number): void {
    this.#rate.add(entries, performance.now());
  }

  status(writerDepth: SourceStatus['queues'][number], problem: WireError | null): OwnStatus {
    const { ledger } = this;
    const isWaiting = problem !== null && !this.isPaused;
    return {
      id: ledger.sourceId,
      spec: ledger.spec,
      state: isWaiting ? 'waiting' : this.state,
      stateText: isWaiting ? 'Cannot store; trying again' : this.stateText,
      problem: isWaiting ? problem : this.problem,
      format: this.format === null ? null : sourceFormatOf(this.format, this.#certainty),
      counters: ledger.counters(),
      entriesPerSecond: this.#rate.perSecond(performance.now()),
      lagMs: ledger.lagMs,
      queues: [this.#queue.depth(), writerDepth],
      restarts: this.restarts,
      lastRestarts: [...this.#lastRestarts],
      gaps: this.gaps,
      oldestUnixUs: ledger.oldestUnixUs,
      newestUnixUs: ledger.newestUnixUs,
    };
  }
}
