import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import type { Severity, SeverityCounts } from '#contract/severity.ts';
import { appErrorOf } from '../state/app-error-of.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { countKey, countedQueryOf } from '../state/entry-filter.ts';
import { RateGate } from '../state/rate-gate.ts';
import { addCounts, countOf } from './summary-tally.ts';

/** What matches and came in while the view stood still. */
export interface NewEntries {
  total: number;
  /** Of severity error and worse. */
  errors: number;
  warnings: number;
  /** The worst severity among them; null if there are none. */
  worst: Severity | null;
}

export const NO_NEW_ENTRIES: NewEntries = { total: 0, errors: 0, warnings: 0, worst: null };

const ERROR = 3;
const WARNING = 4;

/** The part of these counts that the severities show. */
export function newEntriesOf(counts: SeverityCounts, severities: readonly Severity[]): NewEntries {
  return {
    total: countOf(counts, severities),
    errors: countOf(
      counts,
      severities.filter((severity) => severity <= ERROR),
    ),
    warnings: severities.includes(WARNING) ? (counts[WARNING] ?? 0) : 0,
    worst: severities.find((severity) => (counts[severity] ?? 0) > 0) ?? null,
  };
}

interface Counted {
  key: string;
  seenId: number;
  lastId: number;
  bySeverity: SeverityCounts;
}

interface NewEntriesPort {
  filter(): EntryFilter;
  arrived(newEntries: NewEntries): void;
  failed(problem: AppError): void;
}

const COUNT_INTERVAL_MS = 250;
const COUNT_REST_FACTOR = 4;
const MAX_COUNT_REST_MS = 1_000;

/** Counts the matching entries after the newest one that a view at rest has shown, without fetching them. */
export class NewEntriesModel {
  readonly #api: EngineApi;
  readonly #port: NewEntriesPort;
  readonly #gate: RateGate;
  /** null: the view follows, so nothing is new to it. */
  #seenId: number | null = null;
  #counted: Counted | undefined;

  constructor(api: EngineApi, port: NewEntriesPort) {
    this.#api = api;
    this.#port = port;
    this.#gate = new RateGate(() => this.#count(), {
      minIntervalMs: COUNT_INTERVAL_MS,
      restFactor: COUNT_REST_FACTOR,
      maxRestMs: MAX_COUNT_REST_MS,
    });
  }

  /** The view stops; what comes after this entry is new to it. */
  hold(seenId: number): void {
    this.#seenId = Math.floor(seenId);
    this.#counted = undefined;
    this.#gate.requestNow();
  }

  /** The view, though at rest, has shown everything up to this entry. */
  seen(id: number): void {
    // What comes is new by when it was stored; a late entry's id says only where it belongs.
    const seenId = Math.floor(id);
    if (this.#seenId === null || seenId <= this.#seenId) return;
    this.#seenId = seenId;
    this.#gate.request();
  }

  release(): void {
    this.#seenId = null;
    this.#counted = undefined;
  }

  /** Something was stored, or another filter holds. */
  notice(): void {
    if (this.#seenId !== null) this.#gate.request();
  }

  close(): void {
    this.#gate.close();
  }

  /** The counts of now for other severities. */
  current(): NewEntries {
    if (this.#counted === undefined) return NO_NEW_ENTRIES;
    return newEntriesOf(this.#counted.bySeverity, this.#port.filter().severities);
  }

  async #count(): Promise<void> {
    const seenId = this.#seenId;
    if (seenId === null) return;
    const filter = this.#port.filter();
    const key = countKey(filter);
    const before = this.#counted;
    const known = before?.key === key && before.seenId === seenId ? before : undefined;
    try {
      const query = countedQueryOf(filter);
      const afterId = known?.lastId ?? seenId;
      const { bySeverity, lastId } = await this.#api.call('entries.summarise', { query, afterId });
      if (this.#seenId !== seenId || countKey(this.#port.filter()) !== key) {
        this.notice();
        return;
      }
      const sum = known === undefined ? bySeverity : addCounts(known.bySeverity, bySeverity);
      this.#counted = { key, seenId, lastId, bySeverity: sum };
      this.#port.arrived(this.current());
    } catch (error) {
      this.#port.failed(appErrorOf(error));
    }
  }
}
