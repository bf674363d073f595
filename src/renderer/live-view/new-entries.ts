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
  #isFrozen = false;

  /** A new count of the same query has arrived. */
  record(snapshot: CountSnapshot): void {
    this.#snapshots.push(snapshot);
    if (this.#snapshots.length > KEPT_SNAPSHOTS) this.#snapshots.shift();
    // Stopped before the first count: from here on is the best that can be said.
    if (this.#isFrozen && this.#base === undefined) this.#base = snapshot;
  }

  /**
   * The view stops, having shown everything up to `completeUpToId`.
   * @param rows the newest rows it shows.
   */
  freeze(completeUpToId: number, rows: readonly EntryRow[]): void {
    this.#isFrozen = true;
    this.#shown = emptySeverityCounts();
    this.#base = this.#snapshots.findLast((snapshot) => snapshot.lastId <= completeUpToId);
    // Only later counts are known: the oldest of them is the nearest.
    this.#base ??= this.#snapshots[0];
    this.showed(rows);
  }

  /** The view, though at rest, has shown these as well. */
  showed(rows: readonly EntryRow[]): void {
    const baseId = this.#base?.lastId ?? Number.POSITIVE_INFINITY;
    for (const row of rows) {
      if (row.id > baseId) this.#shown[row.severity] = (this.#shown[row.severity] ?? 0) + 1;
    }
  }

  thaw(): void {
    this.#isFrozen = false;
    this.#base = undefined;
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
}
