import { FACET_FIELDS, type Facet } from '#contract/facets.ts';
import type { MethodResult } from '#contract/methods.ts';
import type { EntryQuery } from '#contract/query.ts';
import { BoundedCache } from '../store/bounded-cache.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { compileQuery, type CompiledQuery, type QueryContext } from './compile-query.ts';
import { FacetTally } from './facet-tally.ts';
import { prepareKeyScan } from './key-scan.ts';
import { readMatches } from './match-windows.ts';
import { newestId } from './newest-id.ts';
import { OriginBoots } from './origin-boots.ts';
import { parseQuery } from './query-language/parse-query.ts';

const SEVERITIES = 8;
/** The query that is shown, and the one before it. */
const MOST_REMEMBERED = 2;
const MOST_SOURCES = 1000;

interface Remembered {
  key: string;
  tally: FacetTally;
}

/**
 * Counts the values that the matches of a query have. Remembers what it counted: the next time only new entries are looked
 * at, and for another choice of severities none. Belongs to one store.
 */
export class FacetCounter {
  readonly #boots = new OriginBoots();
  readonly #sources = new BoundedCache<number, string>(MOST_SOURCES);
  #remembered: Remembered[] = [];

  /**
   * `entries.facets` of the contract.
   * @param nowMs - The clock that the steps of the count are measured by.
   * @throws AppError `cancelled`; what was counted until then is kept for the next time. `query.invalid`.
   */
  count(
    context: QueryContext,
    query: EntryQuery,
    valuesPerField: number,
    isCancelled: () => boolean,
    nowMs: () => number = () => performance.now(),
  ): MethodResult<'entries.facets'> {
    const { severities, ...others } = query;
    // Of one moment, so that no origin is missing that an entry up to `lastId` has.
    const prepare = context.database.transaction(() => {
      const lastId = newestId(context.database);
      const compiled = compileQuery(others, context);
      const isAll = severities === undefined && isUnrestricted(compiled);
      return { lastId, compiled, tally: isAll ? this.#countOrigins(context, compiled) : undefined };
    });
    const { lastId, compiled, tally: counted } = prepare();
    const tally = counted ?? this.#recall(context, others, compiled);
    if (counted === undefined) this.#countNew(context, compiled, tally, lastId, isCancelled, nowMs);
    const facets = FACET_FIELDS.map((field): Facet => {
      const values = tally.values(field, severities);
      const facet = { field, values: values.slice(0, valuesPerField), distinctValues: values.length };
      return this.#withTimes(context, facet);
    });
    return { facets, lastId };
  }

  /** What was counted before of this query, in whatever severities. */
  #recall(context: QueryContext, query: EntryQuery, { asksForBookmarks }: CompiledQuery): FacetTally {
    const key = keyOf(query, context.nowUnixUs);
    const known = this.#remembered.find((remembered) => remembered.key === key);
    const tally = known?.tally ?? new FacetTally();
    if (!asksForBookmarks) {
      const others = this.#remembered.filter((remembered) => remembered !== known);
      this.#remembered = [{ key, tally }, ...others].slice(0, MOST_REMEMBERED);
    }
    return tally;
  }

  /** Oldest first, so that a count that is cancelled can go on where it stopped. */
  #countNew(
    context: QueryContext,
    query: CompiledQuery,
    tally: FacetTally,
    lastId: number,
    isCancelled: () => boolean,
    nowMs: () => number,
  ): void {
    const { database } = context;
    const scan = prepareKeyScan(database, query, `e.origin_id * ${String(SEVERITIES)} + e.severity`);
    const parts = readMatches({
      database,
      query,
      read: scan,
      ranges: [{ firstId: tally.lastId + 1, lastId }],
      direction: 'oldest-first',
      isCancelled,
      nowMs,
    });
    for (const { window, keys } of parts) {
      const entriesOfKey = new Map<number, number>();
      for (const key of keys) entriesOfKey.set(key, (entriesOfKey.get(key) ?? 0) + 1);
      for (const [key, entries] of entriesOfKey) {
        this.#add(context, tally, Math.floor(key / SEVERITIES), key % SEVERITIES, entries);
      }
      tally.lastId = window.high;
    }
    tally.lastId = lastId;
  }

  /** Everything there is: each origin knows how many entries it has, in no matter which severity. */
  #countOrigins(context: QueryContext, { rollup }: CompiledQuery): FacetTally {
    const tally = new FacetTally();
    const condition =
      rollup?.sourceIds === undefined ? '1' : `source_id IN (${rollup.sourceIds.map(Number).join(', ')})`;
    const origins = context.database
      .prepare<[], [number, number]>(`SELECT id, entries FROM origins WHERE entries > 0 AND ${condition}`)
      .raw()
      .all();
    for (const [originId, entries] of origins) this.#add(context, tally, originId, 0, entries);
    return tally;
  }

  #add(
    { database, catalog }: QueryContext,
    tally: FacetTally,
    originId: number,
    severity: number,
    entries: number,
  ): void {
    const { unit, identifier, host, sourceId } = catalog.origin(originId);
    const boot = this.#boots.bootsOf(originId, catalog);
    const source = [this.#sourceOf(sourceId, database)];
    tally.add({ unit: [unit], identifier: [identifier], host: [host], boot, source }, severity, entries);
  }

  #sourceOf(sourceId: number, database: ReadableDatabase): string {
    const known = this.#sources.get(sourceId);
    if (known !== undefined) return known;
    const select = database.prepare<[number], string>('SELECT spec FROM sources WHERE id = ?').pluck();
    const spec = select.get(sourceId) ?? '';
    this.#sources.set(sourceId, spec);
    return spec;
  }

  #withTimes(context: QueryContext, facet: Facet): Facet {
    if (facet.field !== 'boot') return facet;
    const boots = facet.values.map(({ value }) => value).filter((boot) => boot !== '');
    const times = this.#boots.firstTimes(context, boots);
    const values = facet.values.map((value) => {
      const firstTimeUnixUs = times.get(value.value);
      return firstTimeUnixUs === undefined ? value : { ...value, firstTimeUnixUs };
    });
    return { ...facet, values };
  }
}

/** Nothing but a source restricts, and not even that. */
function isUnrestricted({ rollup, times, severities }: CompiledQuery): boolean {
  const hasTime = times.sinceUnixUs !== undefined || times.untilUnixUs !== undefined;
  return rollup !== undefined && severities === undefined && !hasTime;
}

/** Two queries with the same key mean the same: relative times are in it as what they mean now. */
function keyOf({ where, nowUnixUs, ...others }: EntryQuery, nowOfContextUs: number): string {
  const parsed = where === undefined ? null : parseQuery(where, nowUnixUs ?? nowOfContextUs);
  return JSON.stringify([parsed, others]);
}
