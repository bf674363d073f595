import type { OpenExportStore } from '../exports/export-worker-loop.ts';
import type { EntryPages } from '../exports/export-entry.ts';
import type { ExportRange, ExportStore } from '../exports/export-store.ts';
import { classifyDatabaseError, openReadableDatabase } from '../store/open-database.ts';
import { compileQuery, type QueryContext } from './compile-query.ts';
import { ConditionFunctions } from './condition-functions.ts';
import { countInSteps } from './count-in-steps.ts';
import { EntryReader } from './entry-reader.ts';
import { gapsOfRange, type GapOfSource } from './gaps-of-range.ts';
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
  return Object.assign(exports, {
    [Symbol.dispose]: () => {
      database.close();
      catalog[Symbol.dispose]();
    },
  });
}

type BoundedQuery = Pick<ExportRange, 'query' | 'afterId' | 'lastId'>;

class Exports implements ExportStore {
  readonly #dataDir: string;
  readonly #context: Omit<QueryContext, 'nowUnixUs'>;
  readonly #reader: EntryReader;
  #running = 0;

  constructor(dataDir: string, context: Omit<QueryContext, 'nowUnixUs'>) {
    this.#dataDir = dataDir;
    this.#context = context;
    this.#reader = new EntryReader(context);
  }

  lastId(): number {
    return newestId(this.#context.database);
  }

  readPages(range: ExportRange): EntryPages {
    const compiled = compileQuery(range.query, this.#now());
    return { [Symbol.iterator]: () => this.#inTurn(() => this.#reader.pages(compiled, range)) };
  }

  counts({ query, afterId, lastId }: BoundedQuery): Iterable<number> {
    const compiled = compileQuery(query, this.#now());
    const { database } = this.#context;
    return {
      [Symbol.iterator]: () => this.#inTurn(() => countInSteps(database, compiled, { afterId, lastId })),
    };
  }

  position(id: number): string {
    return this.#reader.position(id);
  }

  gaps({ query, afterId, lastId }: BoundedQuery): GapOfSource[] {
    const { times } = compileQuery(query, this.#now());
    return gapsOfRange(this.#context.database, { afterId, lastId, ...times, sourceIds: query.sourceIds });
  }

  /** The conditions of all that run are kept until the last one ends. */
  #now(): QueryContext {
    if (this.#running === 0) this.#context.functions.clear();
    return { ...this.#context, nowUnixUs: Date.now() * 1000 };
  }

  /** Exports take turns. */
  *#inTurn<T>(steps: () => Generator<T>): Generator<T> {
    this.#running += 1;
    try {
      yield* steps();
    } catch (error) {
      throw classifyDatabaseError(this.#dataDir, error);
    } finally {
      this.#running -= 1;
    }
  }
}
