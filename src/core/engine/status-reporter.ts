import { AppError } from '#contract/errors.ts';
import type { SourceStatus, Status } from '#contract/status.ts';
import type { StoreFacts } from '../queries/store-facts.ts';
import { CaptureLock } from '../store/capture-lock.ts';

const INTERVAL_MS = 500;

export interface StatusReporterOptions {
  dataDir: string;
  /** This engine captures, or did until it gave up. */
  captures: boolean;
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
    const { captures, dataDir, liveSources } = this.#options;
    const live = new Map(liveSources().map((source) => [source.id, source]));
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
      sources: facts.sources.map((stored) => {
        const source = live.get(stored.id) ?? (elsewhere ? stored : atRest(stored));
        if (givenUp === undefined) return source;
        const problem = { code: givenUp.code, message: givenUp.message };
        return { ...source, state: 'failed' as const, stateText: 'Capture stopped', problem };
      }),
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

/** What the store remembers of a source that nobody captures now. */
function atRest(source: SourceStatus): SourceStatus {
  if (source.state === 'finished' || source.state === 'failed') return source;
  return { ...source, state: 'stopped', stateText: 'Not captured now' };
}
