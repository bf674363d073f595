import type { OpenExportStore } from '../exports/export-worker-loop.ts';
import type { ExportEntry, EntryPages } from '../exports/export-entry.ts';
import type { ExportRange } from '../exports/export-store.ts';
import { classifyDatabaseError, openReadableDatabase } from '../store/open-database.ts';
import { compileQuery, type CompiledQuery, type QueryContext } from './compile-query.ts';
import { ConditionFunctions } from './condition-functions.ts';
import { EntryReader } from './entry-reader.ts';
import { newestId } from './newest-id.ts';
import { OriginCatalog } from './origin-catalog.ts';

/**
 * Opens the store for exports: a connection of its own, so that an export never waits for a list.
 * @throws AppError when there is no store or it cannot be read.
 */
export function openExportStore(dataDir: string): OpenExportStore {
  const database = openReadableDatabase(dataDir);
  const catalog = new OriginCatalog(openReadableDatabase(dataDir));
  const functions = new ConditionFunctions(database);
  const exports = new Exports(dataDir, { database, functions, catalog });
  return {
    lastId: () => newestId(database),
    readPages: (range) => exports.readPages(range),
    [Symbol.dispose]: () => {
      database.close();
      catalog[Symbol.dispose]();
    },
  };
}

class Exports {
  readonly #dataDir: string;
  readonly #context: Omit<QueryContext, 'nowUnixUs'>;
  readonly #reader: EntryReader;
  #running = 0;

  constructor(dataDir: string, context: Omit<QueryContext, 'nowUnixUs'>) {
    this.#dataDir = dataDir;
    this.#context = context;
    this.#reader = new EntryReader(context);
  }

  readPages(range: ExportRange): EntryPages {
    if (this.#running === 0) this.#context.functions.clear();
    const compiled = compileQuery(range.query, { ...this.#context, nowUnixUs: Date.now() * 1000 });
    return { [Symbol.iterator]: () => this.#readInTurn(compiled, range) };
  }

  /** Exports take turns, and the conditions of all that run are kept until the last one ends. */
  *#readInTurn(compiled: CompiledQuery, range: ExportRange): Generator<readonly ExportEntry[]> {
    this.#running += 1;
    try {
      yield* this.#reader.pages(compiled, range);
    } catch (error) {
      throw classifyDatabaseError(this.#dataDir, error);
    } finally {
      this.#running -= 1;
    }
  }
}
