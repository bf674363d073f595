import type { WireError } from '#contract/errors.ts';
import type { ListenerState, SourceRestart, SourceStatus } from '#contract/status.ts';
import type { Listener, ListenerMode, ListenerOutput, ListenerPort } from '../listener/listener.ts';
import type { SourceSpec } from '../listener/source-spec.ts';
import { applyChangedSeverities, type ChangedSeverities } from '../logic/changed-severities.ts';
import { normaliseSeverity } from '../logic/normalise-severity.ts';
import { judge, type Rule } from '../logic/rules.ts';
import { createParser } from '../parser/create-parser.ts';
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

export interface SourcePipelineOptions {
  source: SourceSpec;
  mode: ListenerMode;
  ledger: SourceLedger;
  listeners: Pick<ListenerThread, 'createListener'>;
  dictionaries: Dictionaries;
  writer: EntryWriter;
  rules: readonly Rule[];
  /** Gaps recorded before. */
  gaps: number;
  /** Called when there is something to parse. */
  onInput: () => void;
  /** Called when the listener of a folder has found a log. */
  onLogFound: (path: string) => void;
  /** Called when the listener's state changed. */
  onState: () => void;
}

/** One source from its listener to the writer: listener, bounded queue, parser, logic. */
export class SourcePipeline implements ListenerPort, ParserSink {
  readonly ledger: SourceLedger;
  state: ListenerState = 'starting';
  stateText = 'Starting';
  problem: WireError | null = null;
  restarts = 0;
  gaps: number;
  /** What the user says of severities holds for the next entry that is read. null: all are as usual. */
  changedSeverities: ChangedSeverities | null = null;

  readonly #options: SourcePipelineOptions;
  readonly #queue = new BoundedQueue<ListenerOutput>('received', QUEUE_CHUNKS, QUEUE_BYTES);
  readonly #parser: SourceParser;
  readonly #listener: Listener;
  readonly #rate = new RateMeter(performance.now());
  /** Half parsed: the store could not take a new name. */
  #interrupted: ListenerOutput | undefined;
  #settledWaiters: (() => void)[] = [];
  readonly #lastRestarts: SourceRestart[] = [];

  constructor(options: SourcePipelineOptions) {
    this.#options = options;
    this.ledger = options.ledger;
    this.gaps = options.gaps;
    this.#parser = createParser(options.source.target, {
      dictionaries: options.dictionaries,
      sourceId: options.ledger.sourceId,
      sink: this,
    });
    this.#listener = options.listeners.createListener({
      target: options.source.target,
      mode: options.mode,
      port: this,
      initialPosition: options.ledger.position,
    });
  }

  get hasInput(): boolean {
    return this.#queue.length > 0 || this.#interrupted !== undefined;
  }

  /** Nothing more will come. */
  get isOver(): boolean {
    return ['finished', 'failed', 'stopped'].includes(this.state) && !this.hasInput;
  }

  /** Many entries are coming at once: larger batches are worth the wait. */
  get isCatchingUp(): boolean {
    return this.state === 'catching-up' || this.state === 'starting';
  }

  start(): void {
    this.#listener.start();
  }

  async stop(): Promise<void> {
    await this.#listener.stop();
    this.report('stopped', 'Stopped', null);
  }

  retryNow(): void {
    this.#listener.retryNow();
  }

  // The listener's side.

  deliver(output: ListenerOutput): boolean {
    const hasRoom = this.#queue.push(output, output.kind === 'bytes' ? output.bytes.length : 64);
    this.#options.onInput();
    return hasRoom;
  }

  async settled(): Promise<string | null> {
    if (this.hasInput) await new Promise<void>((resolve) => this.#settledWaiters.push(resolve));
    return this.ledger.position;
  }

  report(state: ListenerState, stateText: string, problem: WireError | null): void {
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
    this.#interrupted = output;
    switch (output.kind) {
      case 'run-started':
        this.#parser.startRun(output);
        break;
      case 'bytes':
        this.#parser.push(isResumed ? NO_BYTES : output.bytes);
        break;
      case 'run-ended':
        this.#parser.endRun(output.isComplete);
        break;
      case 'quiet':
        this.#parser.settle?.();
        break;
      case 'gap':
        this.missAnchor(output.missed);
        break;
      case 'log-found':
        this.#options.onLogFound(output.path);
        break;
      default:
        output satisfies never;
    }
    this.#interrupted = undefined;
    // Everything up to here is in the writer's hands, so the next commit may cover it.
    this.ledger.position = this.#parser.position ?? this.ledger.position;
    if (this.#queue.length === 0) {
      for (const resolve of this.#settledWaiters.splice(0)) resolve();
    }
    if (this.#queue.hasRoom) this.#listener.resume();
    return true;
  }

  countStored(entries: number): void {
    this.#rate.add(entries, performance.now());
  }

  status(writerDepth: SourceStatus['queues'][number], problem: WireError | null): SourceStatus {
    const { ledger } = this;
    return {
      id: ledger.sourceId,
      spec: ledger.spec,
      state: problem === null ? this.state : 'waiting',
      stateText: problem === null ? this.stateText : 'Cannot store; trying again',
      problem: problem ?? this.problem,
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
