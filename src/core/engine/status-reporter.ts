import { AppError } from '#contract/errors.ts';
import type { SourceStatus, Status } from '#contract/status.ts';
import type { StoreFacts } from '../queries/store-facts.ts';
import { CaptureLock } from '../store/capture-lock.ts';

const INTERVAL_MS = 500;

export interface StatusReporterOptions {
  dataDir: string;
  /** This engine captures, or did until it gave up. */
  captures: boolean;
  /** What is captured here was named when this engine was started. */
  namesSources: boolean;
  readFacts: () => Promise<StoreFacts>;
  /** The sources that are captured here, as they are now. */
  liveSources: () => readonly SourceStatus[];
  tell: (status: Status) => void;
}

/** Puts together what the store and the listeners say of themselves, and tells it at most twice a second: the store is asked each time. */
export class StatusReporter {
  readonly #options: StatusReporterOptions;
  #givenUp: AppError | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  #isStopped = false;

  constructor(options: StatusReporterOptions) {
    this.#options = options;
  }

  /** Nothing is captured any more. */
  giveUp(error: AppError): void {
    this.#givenUp = error;
    this.changed();
  }

  changed(): void {
    this.#isDue = true;
    if (this.#timer !== undefined || this.#isStopped) return;
    void this.#send();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isDue) this.changed();
    }, INTERVAL_MS);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  statusOf(facts: StoreFacts): Status {
    const { captures, dataDir, liveSources, namesSources } = this.#options;
    const live = liveSources();
    const isLive = new Set(live.map(({ id }) => id));
    const elsewhere = !captures && CaptureLock.isHeld(dataDir);
    const givenUp = this.#givenUp;
    return {
      capture: captures ? 'here' : elsewhere ? 'elsewhere' : 'none',
      atUnixUs: Date.now() * 1000,
      dataDir,
      databaseBytes: facts.databaseBytes,
      entries: facts.entries,
      lastId: facts.lastId,
      bySeverity: facts.bySeverity,
      namesSources,
      keepsList: facts.keepsList,
      sources: [
        ...(givenUp === undefined ? live : live.map((source) => broken(source, givenUp))),
        ...facts.sources
          .filter(({ id }) => !isLive.has(id))
          .map((stored) => (elsewhere ? capturedElsewhere(stored) : atRest(stored, captures))),
      ],
    };
  }

  async #send(): Promise<void> {
    this.#isDue = false;
    try {
      this.#options.tell(this.statusOf(await this.#options.readFacts()));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#isDue = !this.#isStopped; // Closing, or the store is busy: told with the next status.
    }
  }
}

/** Nothing is captured any more. */
function broken(source: SourceStatus, { code, message }: AppError): SourceStatus {
  return { ...source, state: 'failed', stateText: 'Capture stopped', problem: { code, message } };
}

function capturedElsewhere(source: SourceStatus): SourceStatus {
  return { ...source, isCaptured: source.state !== 'stopped' };
}

/** What the store remembers of a source that nobody captures now. @param isLeftOut - Others are captured here. */
function atRest(source: SourceStatus, isLeftOut: boolean): SourceStatus {
  if (isLeftOut)
    return { ...source, place: null, state: 'stopped', stateText: 'Not captured now', problem: null };
  if (['finished', 'failed', 'paused'].includes(source.state)) return source;
  return { ...source, state: 'stopped', stateText: 'Not captured now' };
}
