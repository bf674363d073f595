import type { SavedQueriesFile, SavedQuery } from '#contract/annotations.ts';
import { savedQueriesFileSchema } from '#contract/annotations.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import type { EntryQuery } from '#contract/query.ts';
import { appErrorOf } from './app-error-of.ts';
import type { EntryFilter } from './entry-filter.ts';
import { ALL_SEVERITIES, filterKey } from './entry-filter.ts';
import { Store } from './store.ts';

/** What a file of saved queries holds, or why it cannot be read: `place` is where in the file. */
export type ReadFile =
  | { kind: 'queries'; queries: SavedQueriesFile['queries'] }
  | { kind: 'not-json' }
  | { kind: 'not-queries'; place: string; reason: string };

/** What came of an import. */
interface ImportResult {
  saved: number;
  /** Queries that the engine refused. */
  refused: { name: string; problem: AppError }[];
}

/** The queries that the user gave a name, as the engine keeps them. */
export class SavedQueries {
  /** By name. */
  readonly queries = new Store<readonly SavedQuery[]>([]);
  readonly #api: EngineApi;

  constructor(api: EngineApi) {
    this.#api = api;
    api.subscribe('savedQueries.changed', () => {
      // What failed is told where it was asked for; here the last list stays.
      this.read().catch(() => undefined);
    });
  }

  /** Reads them anew. To be called at every new connection; what changes meanwhile is read by itself. */
  async read(): Promise<void> {
    const { queries } = await this.#api.call('savedQueries.list', {});
    this.queries.set(queries);
  }

  /** Rejects with `savedQuery.exists` unless `replacesExisting`, and with `query.invalid`. */
  async save(name: string, query: EntryQuery, replacesExisting: boolean): Promise<void> {
    // A relative time counts from when the query is used, not from when it was saved.
    const { nowUnixUs: _, ...lasting } = query;
    await this.#api.call('savedQueries.save', { name, query: lasting, replacesExisting });
    await this.read();
  }

  async remove(name: string): Promise<void> {
    await this.#api.call('savedQueries.remove', { name });
    await this.read();
  }

  /** The old name goes only when the new one is kept. Rejects with `savedQuery.exists` unless `replacesExisting`. */
  async rename({ name, query }: SavedQuery, newName: string, replacesExisting: boolean): Promise<void> {
    const isOtherCase = name.toLowerCase() === newName.trim().toLowerCase();
    await this.save(newName, query, replacesExisting || isOtherCase);
    if (!isOtherCase) await this.remove(name);
  }

  /** The names of `queries` that exist here already. */
  conflicts(queries: SavedQueriesFile['queries']): string[] {
    const known = new Set(this.queries.get().map(({ name }) => name.toLowerCase()));
    return queries.map(({ name }) => name).filter((name) => known.has(name.toLowerCase()));
  }

  /** @param onConflict existing queries are replaced, or the new ones get a free name from `copyName`. */
  async import(
    queries: SavedQueriesFile['queries'],
    onConflict: 'replace' | 'keep-both',
    copyName: (name: string, number: number) => string,
  ): Promise<ImportResult> {
    const result: ImportResult = { saved: 0, refused: [] };
    for (const { name, query } of queries) {
      try {
        if (onConflict === 'replace')
          await this.#api.call('savedQueries.save', { name, query, replacesExisting: true });
        else await this.#saveBeside(name, query, copyName);
        result.saved += 1;
      } catch (error) {
        result.refused.push({ name, problem: appErrorOf(error) });
      }
    }
    await this.read();
    return result;
  }

  /** The store says which names are taken: one that was saved elsewhere a moment ago may not be known here yet. */
  async #saveBeside(
    name: string,
    query: EntryQuery,
    copyName: (name: string, number: number) => string,
  ): Promise<void> {
    let freeName = name;
    for (let number = 2; ; number += 1) {
      try {
        await this.#api.call('savedQueries.save', { name: freeName, query, replacesExisting: false });
        return;
      } catch (error) {
        if (appErrorOf(error).code !== 'savedQuery.exists') throw error;
        freeName = copyName(name, number);
      }
    }
  }

  /** All of them, as the text of a file that `readQueriesFile` reads. */
  fileText(): string {
    const file: SavedQueriesFile = {
      format: 'hydrant-saved-queries',
      version: 1,
      queries: this.queries.get().map(({ name, query }) => ({ name, query })),
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  }
}

/** Reads the text of a file that somebody chose: it can be anything. */
export function readQueriesFile(text: string): ReadFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'not-json' };
  }
  const read = savedQueriesFileSchema.safeParse(value);
  if (read.success) return { kind: 'queries', queries: read.data.queries };
  const [issue] = read.error.issues;
  return {
    kind: 'not-queries',
    place: issue?.path.map(String).join('.') ?? '',
    reason: issue?.message ?? '',
  };
}

/** The parts of a query that the live view has a control for. */
const SHOWN_PARTS: ReadonlySet<string> = new Set(['severities', 'where', 'sinceUnixUs', 'untilUnixUs']);

/** The filter that shows what the query selects; null when the live view cannot show a part of it. */
export function filterOfQuery(query: EntryQuery): EntryFilter | null {
  if (Object.keys(query).some((part) => !SHOWN_PARTS.has(part))) return null;
  return {
    severities: query.severities?.toSorted((one, other) => one - other) ?? ALL_SEVERITIES,
    where: query.where ?? '',
    sinceUnixUs: query.sinceUnixUs ?? null,
    untilUnixUs: query.untilUnixUs ?? null,
    nowUnixUs: null,
  };
}

/** The saved query that is shown now. */
export function savedQueryOf(filter: EntryFilter, saved: readonly SavedQuery[]): SavedQuery | undefined {
  const key = filterKey({ ...filter, nowUnixUs: null });
  return saved.find(({ query }) => {
    const shown = filterOfQuery(query);
    return shown !== null && filterKey(shown) === key;
  });
}
