import type { EntryRow } from '#contract/entry.ts';
import type { Severity, SeverityCounts } from '#contract/severity.ts';
import { emptySeverityCounts } from '#contract/severity.ts';

/** Exact counts of what matched when the newest entry of the store was `lastId`. */
export interface CountSnapshot {
  lastId: number;
  bySeverity: SeverityCounts;
}

/** What came in while the view stood still. */
export interface NewEntries {
  total: number;
  /** The worst severity among them; null if there are none. */
  worst: Severity | null;
}

/** The view stopped after this entry, and the first count since then has already seen more. */
export interface LateStart {
  stoppedAtId: number;
  counted: CountSnapshot;
}

export const NO_NEW_ENTRIES: NewEntries = { total: 0, worst: null };

/** Counts come twice to four times a second, pages eight times: sixteen snapshots reach back far enough. */
const KEPT_SNAPSHOTS = 16;

/**
 * Counts the matching entries that a view at rest has not shown, without fetching them: the counts of now, less the
 * counts of the moment it stopped, less what it has shown since.
 */
export class NewEntriesCounter {
  #snapshots: CountSnapshot[] = [];
  #base: CountSnapshot | undefined;
  #shown = emptySeverityCounts();
  /** Shown while it is not known from which count on they are to be left out. */
  #shownBeforeBase: EntryRow[] = [];
  #isFrozen = false;
  #stoppedAtId: number | null = null;

  /** A new count of the same query has arrived. */
  record(snapshot: CountSnapshot): void {
    this.#snapshots.push(snapshot);
    if (this.#snapshots.length > KEPT_SNAPSHOTS) this.#snapshots.shift();
    if (!this.#isFrozen || this.#base !== undefined) return;
    if (this.#stoppedAtId === null || snapshot.lastId <= this.#stoppedAtId) this.#startFrom(snapshot);
  }

  /**
   * The view stops.
   * @param stoppedAtId it has shown everything up to this entry; null: it stands in the past, and what is stored after
   *   the next count is new.
   * @param rows the newest rows it shows.
   */
  freeze(stoppedAtId: number | null, rows: readonly EntryRow[]): void {
    this.#isFrozen = true;
    this.#stoppedAtId = stoppedAtId;
    this.#shown = emptySeverityCounts();
    this.#shownBeforeBase = [];
    this.#base = this.#snapshots.findLast(
      (snapshot) => stoppedAtId !== null && snapshot.lastId <= stoppedAtId,
    );
    this.showed(rows);
  }

  /** What has to be counted before anything can be said; null when nothing has. */
  lateStart(): LateStart | null {
    const counted = this.#snapshots[0];
    if (!this.#isFrozen || this.#base !== undefined) return null;
    return this.#stoppedAtId === null || counted === undefined
      ? null
      : { stoppedAtId: this.#stoppedAtId, counted };
  }

  /** @param since how many came after the view stopped, up to the late count. */
  settle({ stoppedAtId, counted }: LateStart, since: SeverityCounts): void {
    if (!this.#isFrozen || this.#base !== undefined || this.#stoppedAtId !== stoppedAtId) return;
    const bySeverity = counted.bySeverity.map((count, severity) => count - (since[severity] ?? 0));
    this.#startFrom({ lastId: stoppedAtId, bySeverity });
  }

  /** The view, though at rest, has shown these as well. */
  showed(rows: readonly EntryRow[]): void {
    if (this.#base === undefined) {
      this.#shownBeforeBase.push(...rows);
      return;
    }
    for (const row of rows) {
      if (row.id > this.#base.lastId) this.#shown[row.severity] = (this.#shown[row.severity] ?? 0) + 1;
    }
  }

  thaw(): void {
    this.#isFrozen = false;
    this.#base = undefined;
    this.#shownBeforeBase = [];
  }

  /** Another query: its counts have nothing to do with the old ones. */
  forget(): void {
    this.#snapshots = [];
    this.thaw();
  }

  newEntries(severities: readonly Severity[]): NewEntries {
    const now = this.#snapshots.at(-1);
    if (!this.#isFrozen || this.#base === undefined || now === undefined) return NO_NEW_ENTRIES;
    let total = 0;
    let worst: Severity | null = null;
    for (const severity of severities) {
      const added =
        (now.bySeverity[severity] ?? 0) -
        (this.#base.bySeverity[severity] ?? 0) -
        (this.#shown[severity] ?? 0);
      if (added <= 0) continue;
      total += added;
      worst = worst === null ? severity : Math.min(worst, severity);
    }
    return { total, worst };
  }

  #startFrom(base: CountSnapshot): void {
    this.#base = base;
    const shown = this.#shownBeforeBase;
    this.#shownBeforeBase = [];
    this.showed(shown);
  }
}
