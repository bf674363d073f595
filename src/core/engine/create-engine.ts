import { rm } from 'node:fs/promises';
import type { CancelSignal } from '#contract/cancel-signal.ts';
import { AppError } from '#contract/errors.ts';
import type { EventName, EventPayload } from '#contract/events.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { exportRequestSchema, type ExportRequestInput } from '#contract/export-request.ts';
import type { MethodName, MethodParams, MethodResult } from '#contract/methods.ts';
import type { SeverityCounts } from '#contract/severity.ts';
import type { SourceStatus } from '#contract/status.ts';
import { knownWindowsChannels } from '../listener/windows/known-windows-channels.ts';
import { sourceSpecs } from '../listener/source-spec.ts';
import { userName } from '../listener/user-name.ts';
import { checkLogs } from '../machine-check/check-logs.ts';
import { parseTimeInZone } from '../queries/query-language/parse-time-in-zone.ts';
import type { StoreFacts } from '../queries/store-facts.ts';
import type { SourceMethod } from '../pipeline/answer-source-call.ts';
import { CaptureLock } from '../store/capture-lock.ts';
import type { IngestReport } from '../workers/ingest-worker-messages.ts';
import { AnnotationsClient } from './annotations-client.ts';
import { checkCall } from './channel-server.ts';
import type { CaptureSummary, Engine, EngineOptions } from './engine.ts';
import { usualSourceList } from './edit-source-list.ts';
import { EventHub } from './event-hub.ts';
import { ExportClient } from './export-client.ts';
import { ExportKeeper } from './export-keeper.ts';
import { IngestClient } from './ingest-client.ts';
import { removeAbandonedStores } from './opened-stores.ts';
import { takesRoute, type MethodRoutedTo } from './method-routes.ts';
import { projectRoot } from './project-root.ts';
import { QueryClient } from './query-client.ts';
import { StatusReporter } from './status-reporter.ts';
import { StoreWatch } from './store-watch.ts';
import { summariseCapture } from './summarise-capture.ts';

const KEEP_ALL = 7;

/**
 * Starts the engine: resolves when the store is open and the listeners start.
 * @throws AppError `capture.already-running`, `source.invalid`, `file.not-found` (no store to read), `database.newer`,
 * `file.permission-denied` and what else keeps a store from being opened.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const engine = new CoreEngine(options);
  try {
    await engine.start();
  } catch (error) {
    await engine.close();
    throw error;
  }
  return engine;
}

class CoreEngine implements Engine {
  readonly captureFinished: Promise<CaptureSummary[]>;
  readonly #options: EngineOptions;
  readonly #events = new EventHub();
  /** Three threads read: pages and details never wait behind a long count, nor counts behind facets. Each starts when first asked. */
  readonly #pages: QueryClient;
  readonly #counts: QueryClient;
  readonly #facets: QueryClient;
  readonly #exports: ExportClient;
  readonly #annotations: AnnotationsClient;
  readonly #status: StatusReporter;
  readonly #finished = Promise.withResolvers<CaptureSummary[]>();
  #lock: CaptureLock | undefined;
  #ingest: IngestClient | undefined;
  #watch: StoreWatch | undefined;
  #keeper: ExportKeeper | undefined;
  #before: SourceStatus[] = [];
  #startedAtMs = 0;
  #closing: Promise<void> | undefined;
  /** Ends what is looked at. */
  readonly #closed = new AbortController();
  /** What a Hydrant that was killed left of opened files is being removed. */
  #cleaning: Promise<void> = Promise.resolve();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.captureFinished = this.#finished.promise;
    // Whoever does not capture with `once` never asks.
    this.captureFinished.catch(() => undefined);
    this.#pages = new QueryClient(options.dataDir);
    this.#counts = new QueryClient(options.dataDir);
    this.#facets = new QueryClient(options.dataDir);
    this.#exports = new ExportClient(
      {
        dataDir: options.dataDir,
        version: projectRoot().version,
        isKeeper: options.capture === 'follow' && options.runsExports !== false,
        origin: options.asksAs ?? 'view',
        startedAtUnixUs: Date.now() * 1000,
      },
      {
        emit: (name, payload) => this.#events.emit(name, payload),
        died: (batchIds) => void this.#tellBatches(batchIds),
      },
    );
    this.#annotations = new AnnotationsClient(options.dataDir, ({ name, payload }) =>
      this.#events.emit(name, payload),
    );
    this.#status = new StatusReporter({
      dataDir: options.dataDir,
      captures: options.capture !== 'none',
      namesSources: options.capture !== 'none' && options.sources.length > 0,
      readFacts: () => this.#facts(),
      liveSources: () => this.#ingest?.sources ?? [],
      tell: (status) => this.#events.emit('status.changed', status),
    });
  }

  async start(): Promise<void> {
    const { capture, dataDir, logFormat, minimumSeverity = KEEP_ALL } = this.#options;
    if (capture === 'none') {
      if (this.#options.followsStore === false) return;
      const facts = await this.#facts();
      this.#watch = new StoreWatch(
        () => this.#facts(),
        (stored, now) => {
          this.#events.emit('entries.stored', stored);
          this.#events.emit('status.changed', this.#status.statusOf(now));
        },
      );
      this.#watch.start(facts);
      return;
    }
    const named = sourceSpecs(this.#options.sources).map((spec) => ({ spec, isPaused: false }));
    this.#lock = CaptureLock.acquire(dataDir);
    this.#cleaning = removeAbandonedStores(dataDir);
    this.#startedAtMs = performance.now();
    this.#ingest = new IngestClient(
      {
        dataDir,
        named: named.length > 0 ? named : null,
        usual: usualSourceList().map(({ spec }) => spec),
        mode: capture,
        minimumSeverity,
        logFormat,
      },
      {
        report: (report) => this.#receive(report),
        givenUp: (error) => {
          this.#finished.reject(error);
          this.#status.giveUp(error);
        },
      },
    );
    if (capture === 'follow' && this.#options.runsExports !== false) {
      this.#keeper = new ExportKeeper({
        exports: this.#exports,
        hasWork: async () => (await this.#pages.ask('store.hasExportWork', {})) as boolean,
      });
    }
    await this.#ingest.start();
    // Not waited for: whoever starts an engine must not miss what it tells first.
    this.#keeper?.start();
  }

  async call<M extends MethodName>(
    method: M,
    params: MethodParams<M>,
    signal?: CancelSignal,
  ): Promise<MethodResult<M>> {
    const checked = checkCall(method, params);
    return (await this.#answer(checked.method, checked.params, signal)) as MethodResult<M>;
  }

  subscribe<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    return this.#events.subscribe(name, listener);
  }

  streamExport(
    request: ExportRequestInput,
    { signal, isRecorded = false }: { signal?: AbortSignal; isRecorded?: boolean } = {},
  ): AsyncIterable<Uint8Array> {
    return this.#exports.stream(exportRequestSchema.parse(request), isRecorded, signal);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    this.#closed.abort();
    this.#status.stop();
    this.#watch?.stop();
    this.#keeper?.stop();
    await Promise.all([
      this.#exports.close(),
      this.#pages.close(),
      this.#counts.close(),
      this.#facets.close(),
      this.#annotations.close(),
    ]);
    await this.#ingest?.stop();
    await this.#cleaning;
    this.#lock?.[Symbol.dispose]();
    if (this.#options.isTemporary === true) {
      await rm(this.#options.dataDir, { recursive: true, force: true });
    }
  }

  async #answer(method: MethodName, params: unknown, signal: CancelSignal | undefined): Promise<unknown> {
    if (takesRoute(method, 'engine')) return this.#answerHere(method, params, signal);
    if (takesRoute(method, 'pages')) return this.#pages.ask(method, params, signal);
    if (takesRoute(method, 'counts')) return this.#counts.ask(method, params, signal);
    if (takesRoute(method, 'facets')) return this.#facets.ask(method, params, signal);
    if (takesRoute(method, 'annotations')) return this.#annotations.change(method, params);
    if (takesRoute(method, 'exports')) return this.#exports.ask(method, params, signal);
    if (takesRoute(method, 'live-batches')) {
      return this.#withLiveBatches(await this.#pages.ask(method, params, signal));
    }
    if (takesRoute(method, 'capture')) return this.#askCapture(method, params);
    method satisfies MethodRoutedTo<'shell'>;
    throw new AppError('shell.unsupported', `There is no shell here to answer ${method}.`);
  }

  async #answerHere(
    method: MethodRoutedTo<'engine'>,
    params: unknown,
    signal: CancelSignal | undefined,
  ): Promise<unknown> {
    switch (method) {
      case 'app.describe':
        return { version: projectRoot().version, dataDir: this.#options.dataDir, platform: process.platform };
      case 'status.get':
        return this.#status.statusOf(await this.#facts());
      case 'times.parse': {
        const { text, nowUnixUs, timeZone } = params as MethodParams<'times.parse'>;
        return { unixUs: parseTimeInZone(text, nowUnixUs, timeZone) };
      }
      case 'sources.channels':
        return { channels: await knownWindowsChannels() };
      case 'machine.check':
        return await this.#checkMachine(signal);
      default:
        return method satisfies never;
    }
  }

  async #checkMachine(signal: CancelSignal | undefined): Promise<MethodResult<'machine.check'>> {
    const logs = await checkLogs(signal, this.#closed.signal);
    return { user: userName(), checkedAtUnixUs: Date.now() * 1000, logs };
  }

  #askCapture(method: SourceMethod, params: unknown): Promise<unknown> {
    if (this.#ingest !== undefined) return this.#ingest.ask(method, params);
    throw new AppError('capture.elsewhere', 'Sources are changed where they are captured, not here.', {
      remedy: 'Use the Hydrant that captures into this store, or close it and start this one again.',
    });
  }

  /** What the store says of batches, with the latest numbers of those that are under way here. */
  #withLiveBatches(answer: unknown): unknown {
    const stored = answer as { batches?: ExportBatch[]; batch?: ExportBatch };
    return {
      ...stored,
      ...(stored.batch === undefined ? {} : { batch: this.#exports.overlay(stored.batch) }),
      ...(stored.batches === undefined
        ? {}
        : { batches: stored.batches.map((batch) => this.#exports.overlay(batch)) }),
    };
  }

  async #tellBatches(ids: readonly number[]): Promise<void> {
    for (const id of ids) {
      try {
        const { batch } = (await this.#pages.ask('exports.get', { id })) as { batch: ExportBatch };
        this.#events.emit('exports.progressed', batch);
      } catch (error) {
        if (!(error instanceof AppError)) throw error; // The store is busy or closing: the next look tells.
      }
    }
  }

  #receive(report: IngestReport): void {
    switch (report.kind) {
      case 'ready':
        if (this.#before.length === 0) this.#before = report.sources;
        break;
      case 'failed':
        break;
      case 'stored':
        this.#events.emit('entries.stored', report.stored);
        this.#exports.stored(report.stored.lastId, report.stored.bySeverity);
        break;
      case 'answered':
      case 'list-changed':
        break;
      case 'gap':
        this.#events.emit('gaps.recorded', report.gap);
        break;
      case 'status':
        this.#keeper?.statusChanged(report.sources);
        this.#status.changed();
        break;
      case 'finished':
        void this.#summarise(report.sources);
        break;
      default:
        report satisfies never;
    }
  }

  async #facts(): Promise<StoreFacts> {
    return (await this.#pages.ask('store.facts', {})) as StoreFacts;
  }

  async #summarise(sources: readonly SourceStatus[]): Promise<void> {
    const seconds = (performance.now() - this.#startedAtMs) / 1000;
    try {
      const counts = (await this.#counts.ask('store.countsBySource', {})) as Map<number, SeverityCounts>;
      this.#finished.resolve(
        sources.map((source) => {
          const before = this.#before.find(({ id }) => id === source.id);
          return summariseCapture(source, before, counts.get(source.id), seconds);
        }),
      );
    } catch (error) {
      this.#finished.reject(error);
    }
  }
}
