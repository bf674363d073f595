import type { Statement } from 'better-sqlite3';
import type { ExportEntry, StoredValue } from '../exports/export-entry.ts';
import { isUtf8 } from 'node:buffer';
import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery, QueryContext } from './compile-query.ts';
import { scanEntries } from './entry-scan.ts';
import { prepareReceivedAt } from './get-entry.ts';
import type { NamedField, Origin, OriginCatalog } from './origin-catalog.ts';
import { ENTRY_COLUMNS, fieldsOf, positionOf, type StoredEntry } from './stored-entry.ts';

const PAGE_ROWS = 512;
/** Ids looked at for one page, so that an export that finds little can be cancelled as soon as one that finds much. */
const PAGE_IDS = 100_000;
/** A larger message is read by itself when its row is written, so that a page stays small. */
const LARGE_BYTES = 64 * 1024;

/** A row of a page: a StoredEntry, and whether its message and rest are left out because they are large. */
type ExportRow = [...StoredEntry, isLarge: 0 | 1];

const IS_LARGE = `(ifnull(octet_length(e.message), 0) + ifnull(octet_length(e.rest), 0) > ${String(LARGE_BYTES)})`;
const SMALL_MESSAGE = `CASE WHEN NOT ${IS_LARGE} THEN e.message END`;

/** Everything, for a raw field or the position. */
const ALL_COLUMNS = `e.id, e.time_us, e.severity, e.raw_severity, e.origin_id, e.pid, e.stream_id, e.sequence, e.monotonic_us,
  e.check_low, e.check_high, ${SMALL_MESSAGE}, CASE WHEN NOT ${IS_LARGE} THEN e.rest END, ${IS_LARGE}`;
/** Without what only a raw field or the position needs: twice as fast. */
const PLAIN_COLUMNS = `e.id, e.time_us, e.severity, e.raw_severity, e.origin_id, e.pid, 0, 0, NULL, 0, 0, ${SMALL_MESSAGE}, NULL, ${IS_LARGE}`;

/** Columns that PLAIN_COLUMNS can fill. */
const PLAIN: ReadonlySet<string> = new Set([
  'id',
  'time',
  'time_unix_us',
  'severity',
  'raw_severity',
  'host',
  'unit',
  'identifier',
  'pid',
  'message',
  'source',
  'received_time',
]);

/** Which entries of a query are read: `afterId` < id <= `lastId`. */
interface ReadRange {
  /** What the entries must be able to tell. */
  columns: readonly string[];
  afterId: number;
  lastId: number;
}

/** Reads matching entries page by page, for exports and for the clipboard. */
export class EntryReader {
  readonly catalog: OriginCatalog;
  readonly #database: ReadableDatabase;
  readonly #selectEntry: Statement<[number], StoredEntry>;
  readonly #receivedAt: Statement<[number], number>;
  readonly #sources = new Map<number, string>();

  constructor(context: Pick<QueryContext, 'database' | 'catalog'>) {
    this.#database = context.database;
    this.catalog = context.catalog;
    this.#selectEntry = context.database
      .prepare<[number], StoredEntry>(`SELECT ${ENTRY_COLUMNS} FROM entries AS e WHERE e.id = ?`)
      .raw();
    this.#receivedAt = prepareReceivedAt(context.database);
  }

  /** The pages of a range, as EntryPages promises. A page may be empty where a long stretch holds no match. */
  *pages(compiled: CompiledQuery, range: ReadRange): Generator<readonly StoredExportEntry[]> {
    const endId = Math.min(range.lastId, compiled.lastId);
    const isPlain = range.columns.every((column) => PLAIN.has(column));
    let firstId = Math.max(range.afterId + 1, compiled.firstId);
    while (firstId <= endId) {
      const rows = scanEntries<ExportRow>({
        database: this.#database,
        query: compiled,
        columns: isPlain ? PLAIN_COLUMNS : ALL_COLUMNS,
        direction: 'oldest-first',
        firstId,
        lastId: Math.min(endId, firstId + PAGE_IDS - 1),
        limit: PAGE_ROWS,
        isCancelled: () => false,
      });
      yield rows.map((row) => new StoredExportEntry(row, !isPlain, this));
      firstId = rows.length < PAGE_ROWS ? firstId + PAGE_IDS : (rows.at(-1)?.[0] ?? endId) + 1;
    }
  }

  storedEntry(id: number): StoredEntry {
    const entry = this.#selectEntry.get(id);
    if (entry === undefined) throw new Error(`the entry ${String(id)} went away while it was exported`);
    return entry;
  }

  /** Microseconds since 1970. */
  receivedAt(id: number): number {
    return this.#receivedAt.get(id) ?? 0;
  }

  sourceSpec(sourceId: number): string {
    const known = this.#sources.get(sourceId);
    if (known !== undefined) return known;
    const select = this.#database.prepare<[number], string>('SELECT spec FROM sources WHERE id = ?').pluck();
    const spec = select.get(sourceId) ?? '';
    this.#sources.set(sourceId, spec);
    return spec;
  }
}

const MESSAGE_AT = 11;
const IS_LARGE_AT = 13;

/** An entry of a page. What only some columns need is read when it is asked for. */
export class StoredExportEntry implements ExportEntry {
  readonly #row: ExportRow;
  readonly #isWhole: boolean;
  readonly #reader: EntryReader;
  readonly #origin: Origin;
  #entry: StoredEntry | undefined;
  #fields: NamedField[] | undefined;

  /** @param isWhole - The row has all columns, unless it is large. */
  constructor(row: ExportRow, isWhole: boolean, reader: EntryReader) {
    this.#row = row;
    this.#isWhole = isWhole && row[IS_LARGE_AT] === 0;
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
    return this.#row[IS_LARGE_AT] === 1 ? this.#whole()[MESSAGE_AT] : this.#row[MESSAGE_AT];
  }

  source(): string {
    return this.#reader.sourceSpec(this.#origin.sourceId);
  }

  position(): string {
    return positionOf(this.#whole(), this.#reader.catalog);
  }

  receivedAtUnixUs(): number {
    return this.#reader.receivedAt(this.id);
  }

  fieldValues(name: string): readonly StoredValue[] {
    return this.allFields()
      .filter((field) => field.name === name)
      .map(({ bytes }) => (isUtf8(bytes) ? bytes.toString('utf8') : bytes));
  }

  /** The names of its raw fields in the source's order; several values have their name once. */
  fieldNames(): string[] {
    return [...new Set(this.allFields().map(({ name }) => name))];
  }

  allFields(): readonly NamedField[] {
    this.#fields ??= fieldsOf(this.#whole(), this.#reader.catalog);
    return this.#fields;
  }

  #whole(): StoredEntry {
    if (this.#isWhole) return this.#row.slice(0, IS_LARGE_AT) as StoredEntry;
    this.#entry ??= this.#reader.storedEntry(this.id);
    return this.#entry;
  }
}
