import type { EngineApi } from '#contract/engine-api.ts';
import type { EventPayload } from '#contract/events.ts';
import type { Severity } from '#contract/severity.ts';
import { formatCount } from '../formats.ts';
import { texts } from '../texts.ts';
import type { Announcement } from './announcer.ts';
import type { EntryFilter } from './entry-filter.ts';
import { ALL_SEVERITIES, countedQueryOf } from './entry-filter.ts';
import { Store } from './store.ts';

const ERRORS: readonly Severity[] = [0, 1, 2, 3];
const WARNINGS: readonly Severity[] = [4];

/** Long enough that a sentence is read to its end and work goes on between two. */
const INTERVAL_MS = 5_000;
/** Trouble seldom comes as one entry: what belongs together is told together. */
const GATHERING_MS = 500;

interface EntryAnnouncerOptions {
  /** The user wants announcements and would hear them now. What comes in while not, is not told later. */
  isListening: () => boolean;
  /** Only what it shows is told. */
  filter: () => EntryFilter;
}

/**
 * Tells screen readers how many errors and warnings came in that the view shows: "3 new errors, 1 new warning", at most every
 * five seconds, so that a flood becomes one number. Nothing is told of other entries.
 */
export class EntryAnnouncer {
  readonly current = new Store<Announcement | null>(null);
  readonly #api: EngineApi;
  readonly #options: EntryAnnouncerOptions;
  /** Up to this entry everything is told, or was not to be. */
  #toldId: number | null = null;
  /** The newest entries that may have something to be told of. */
  #newestId = 0;
  #restUntilMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #number = 0;

  constructor(api: EngineApi, options: EntryAnnouncerOptions) {
    this.#api = api;
    this.#options = options;
  }

  noticeStored({ lastId, bySeverity }: EventPayload<'entries.stored'>): void {
    if (!this.#options.isListening()) {
      this.#toldId = lastId;
      return;
    }
    this.#toldId ??= lastId - sum(bySeverity, ALL_SEVERITIES);
    if (sum(bySeverity, [...ERRORS, ...WARNINGS]) === 0) return;
    this.#newestId = lastId;
    this.#schedule();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#timer !== undefined) return;
    const restMs = Math.max(GATHERING_MS, this.#restUntilMs - Date.now());
    this.#timer = setTimeout(() => void this.#tell(), restMs);
  }

  async #tell(): Promise<void> {
    if (!this.#options.isListening()) {
      this.#toldId = Math.max(this.#toldId ?? 0, this.#newestId);
      this.#timer = undefined;
      return;
    }
    try {
      const afterId = this.#toldId ?? 0;
      const filter = this.#options.filter();
      const { bySeverity, lastId } = await this.#api.call('entries.summarise', {
        query: countedQueryOf(filter),
        afterId,
      });
      this.#toldId = Math.max(this.#toldId ?? 0, lastId);
      this.#say(
        sum(
          bySeverity,
          ERRORS.filter((severity) => filter.severities.includes(severity)),
        ),
        sum(
          bySeverity,
          WARNINGS.filter((severity) => filter.severities.includes(severity)),
        ),
      );
    } catch {
      // The list says what is wrong. Here the same entries are told with the next ones.
      this.#newestId = this.#toldId ?? 0;
    } finally {
      this.#timer = undefined;
    }
    if (this.#newestId > (this.#toldId ?? 0)) this.#schedule();
  }

  #say(errors: number, warnings: number): void {
    if (errors + warnings === 0) return;
    const words = texts.announcements;
    const parts = [
      ...(errors === 0 ? [] : [words.errors(errors, formatCount(errors))]),
      ...(warnings === 0 ? [] : [words.warnings(warnings, formatCount(warnings))]),
    ];
    this.#restUntilMs = Date.now() + INTERVAL_MS;
    this.#number += 1;
    this.current.set({ number: this.#number, text: words.all(parts) });
  }
}

function sum(bySeverity: readonly number[], severities: readonly Severity[]): number {
  return severities.reduce((total, severity) => total + (bySeverity[severity] ?? 0), 0);
}
