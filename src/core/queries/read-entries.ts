import type { OpenExportStore } from '../exports/export-worker-loop.ts';
import type { ExportEntry, EntryPages, StoredValue } from '../exports/export-entry.ts';
import type { ExportRange } from '../exports/export-store.ts';
import { isUtf8 } from 'node:buffer';
import {
  classifyDatabaseError,
  openReadableDatabase,
  type ReadableDatabase,
} from '../store/open-database.ts';
import { compileQuery, type CompiledQuery, type QueryContext } from './compile-query.ts';
import { ConditionFunctions } from './condition-functions.ts';
import { scanEntries } from './entry-scan.ts';
import { receivedAt } from './get-entry.ts';
import { newestId } from './newest-id.ts';
import { OriginCatalog, type NamedField, type Origin } from './origin-catalog.ts';
import { ENTRY_COLUMNS, fieldsOf, positionOf, type StoredEntry } from './stored-entry.ts';

const PAGE_ROWS = 512;
/** Ids looked at for one page, so that an export that finds little can be cancelled as soon as one that finds much. */
const PAGE_IDS = 100_000;
/** A larger message is read by itself when its row is written, so that a page stays small. */
const LARGE_BYTES = 64 * 1024;

/** What every export needs of an entry. */
type ExportRow = [
  id: number,
  timeUnixUs: number,
  severity: number,
  rawSeverity: string | null,
  originId: number,
  pid: number | null,
  message: string | Buffer | null,
  isMessageLarge: 0 | 1 | null,
];

const EXPORT_COLUMNS = `e.id, e.time_us, e.severity, e.raw_severity, e.origin_id, e.pid,
  CASE WHEN octet_length(e.message) <= ${String(LARGE_BYTES)} THEN e.message END,
  octet_length(e.message) > ${String(LARGE_BYTES)}`;

/**
 * Opens the store for exports: a connection of its own, so that an export never waits for a list.
 * @throws AppError when there is no store or it cannot be read.
 */
export function openExportStore(dataDir: string): OpenExportStore {
  const database = openReadableDatabase(dataDir);
  const catalog = new OriginCatalog(openReadableDatabase(dataDir));
  const reader = new ExportReader(dataDir, database, catalog);
  return {
    lastId: () => newestId(database),
    readPages: (range) => reader.readPages(range),
    [Symbol.dispose]: () => {
      database.close();
      catalog[Symbol.dispose]();
    },
  };
}

class ExportReader {
  readonly #dataDir: string;
  readonly #database: ReadableDatabase;
  readonly #functions: ConditionFunctions;
  readonly catalog: OriginCatalog;
  readonly context: QueryContext;
  readonly #sources = new Map<number, string>();
  #running = 0;

  constructor(dataDir: string, database: ReadableDatabase, catalog: OriginCatalog) {
    this.#dataDir = dataDir;
    this.#database = database;
    this.#functions = new ConditionFunctions(database);
    this.catalog = catalog;
    this.context = { database, functions: this.#functions, catalog: this.catalog, nowUnixUs: 0 };
  }

  readPages(range: ExportRange): EntryPages {
    if (this.#running === 0) this.#functions.clear();
    const compiled = compileQuery(range.query, { ...this.context, nowUnixUs: Date.now() * 1000 });
    return { [Symbol.iterator]: () => this.#readInTurn(compiled, range) };
  }

  storedEntry(id: number): StoredEntry {
    const entry = this.#database
      .prepare<[number], StoredEntry>(`SELECT ${ENTRY_COLUMNS} FROM entries AS e WHERE e.id = ?`)
      .raw()
      .get(id);
    if (entry === undefined) throw new Error(`the entry ${String(id)} went away while it was exported`);
    return entry;
  }

  sourceSpec(sourceId: number): string {
    const known = this.#sources.get(sourceId);
    if (known !== undefined) return known;
    const select = this.#database.prepare<[number], string>('SELECT spec FROM sources WHERE id = ?').pluck();
    const spec = select.get(sourceId) ?? '';
    this.#sources.set(sourceId, spec);
    return spec;
  }

  /** Exports take turns, and the conditions of all that run are kept until the last one ends. */
  *#readInTurn(compiled: CompiledQuery, range: ExportRange): Generator<readonly ExportEntry[]> {
    this.#running += 1;
    try {
      yield* this.#pages(compiled, range);
    } catch (error) {
      throw classifyDatabaseError(this.#dataDir, error);
    } finally {
      this.#running -= 1;
    }
  }

  *#pages(compiled: CompiledQuery, range: ExportRange): Generator<readonly ExportEntry[]> {
    const endId = Math.min(range.lastId, compiled.lastId);
    let firstId = Math.max(range.afterId + 1, compiled.firstId);
    while (firstId <= endId) {
      const rows = scanEntries<ExportRow>({
        database: this.#database,
        query: compiled,
        columns: EXPORT_COLUMNS,
        direction: 'oldest-first',
        firstId,
        lastId: Math.min(endId, firstId + PAGE_IDS - 1),
        limit: PAGE_ROWS,
        isCancelled: () => false,
      });
      yield rows.map((row) => new StoredExportEntry(row, this));
      firstId = rows.length < PAGE_ROWS ? firstId + PAGE_IDS : (rows.at(-1)?.[0] ?? endId) + 1;
    }
  }
}

class StoredExportEntry implements ExportEntry {
  readonly #row: ExportRow;
  readonly #reader: ExportReader;
  readonly #origin: Origin;
  #entry: StoredEntry | undefined;
  #fields: NamedField[] | undefined;

  constructor(row: ExportRow, reader: ExportReader) {
    this.#row = row;
    this.#reader = reader;
    this.#origin = reader.catalog.origin(row[4]);
  }

  get id(): number {
    return this.#row[0];
  }

  get timeUnixUs(): number {
    return this.#row[1];
  }

  get severity(): number {
    return this.#row[2];
  }

  get rawSeverity(): string | null {
    return this.#row[3];
  }

  get host(): string {
    return this.#origin.host;
  }

  get unit(): string {
    return this.#origin.unit;
  }

  get identifier(): string {
    return this.#origin.identifier;
  }

  get pid(): number | null {
    return this.#row[5];
  }

  get message(): StoredValue | null {
    return this.#row[7] === 1 ? this.#whole()[11] : this.#row[6];
  }

  source(): string {
    return this.#reader.sourceSpec(this.#origin.sourceId);
  }

  position(): string {
    return positionOf(this.#whole(), this.#reader.catalog);
  }

  receivedAtUnixUs(): number {
    return receivedAt(this.#reader.context, this.id);
  }

  fieldValues(name: string): readonly StoredValue[] {
    this.#fields ??= fieldsOf(this.#whole(), this.#reader.catalog);
    return this.#fields
      .filter((field) => field.name === name)
      .map(({ bytes }) => (isUtf8(bytes) ? bytes.toString('utf8') : bytes));
  }

  #whole(): StoredEntry {
    this.#entry ??= this.#reader.storedEntry(this.id);
    return this.#entry;
  }
}
