import type { Statement } from 'better-sqlite3';
import type { ExportEntry, StoredValue } from '../exports/export-entry.ts';
import { isUtf8 } from 'node:buffer';
import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery, QueryContext } from './compile-query.ts';
import { EntryScan, scanEntries } from './entry-scan.ts';
import { hasLateEntries, placeSteps, storedIdOf } from './late-entries.ts';
import { prepareReceivedAt } from './received-at.ts';
import type { NamedField, Origin, OriginCatalog } from './origin-catalog.ts';
import { ENTRY_COLUMNS, fieldsOf, positionOf, type StoredEntry } from './stored-entry.ts';

const PAGE_ROWS = 512;
/** Ids looked at for one page, so that an export that finds little can be cancelled as soon as one that finds much. */
const PAGE_IDS = 100_000;
/** A larger message is read by itself when its row is written, so that a page stays small. */
const LARGE_BYTES = 64 * 1024;

/** What every row of a page has. In place of a large message stands its size. */
type PlainRow = [
  id: number,
  timeUnixUs: number,
  severity: number,
  rawSeverity: string | null,
  originId: number,
  pid: number | null,
  message: string | Buffer | number | null,
];
/** With what a raw field or the position needs. Of a large entry neither message nor rest are there. */
type WholeRow = [
  ...PlainRow,
  streamId: number,
  sequence: number,
  monotonicUs: number | null,
  checkLow: number,
  checkHigh: number,
  rest: Buffer | null,
  isLarge: 0 | 1,
];

/** Without what only a raw field or the position needs: twice as fast. Each column costs 20 to 40 ns a row. */
const PLAIN_COLUMNS = `e.id, e.time_us, e.severity, e.raw_severity, e.origin_id, e.pid,
  CASE WHEN octet_length(e.message) > ${String(LARGE_BYTES)} THEN octet_length(e.message) ELSE e.message END`;

const IS_LARGE = `(ifnull(octet_length(e.message), 0) + ifnull(octet_length(e.rest), 0) > ${String(LARGE_BYTES)})`;
/** Everything, for a raw field or the position. */
const WHOLE_COLUMNS = `e.id, e.time_us, e.severity, e.raw_severity, e.origin_id, e.pid,
  CASE WHEN ${IS_LARGE} THEN octet_length(e.message) ELSE e.message END,
  e.stream_id, e.sequence, e.monotonic_us, e.check_low, e.check_high, CASE WHEN NOT ${IS_LARGE} THEN e.rest END, ${IS_LARGE}`;

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

type ExportRow = PlainRow | WholeRow;

interface PageScan {
  query: CompiledQuery;
  columns: string;
  order: 'stored' | 'timeline';
  firstId: number;
  lastId: number;
}

/** Which entries of a query are read: `afterId` < id <= `lastId`. */
interface ReadRange {
  /** What the entries must be able to tell. */
  columns: readonly string[];
  /** Also allFields. Default: false; they are then read one by one when they are asked for. */
  needsAllFields?: boolean;
  afterId: number;
  lastId: number;
  /** `timeline`: as the list shows them, and the ids are places. Default: as they were stored. */
  order?: 'stored' | 'timeline';
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
    const isPlain = range.needsAllFields !== true && range.columns.every((column) => PLAIN.has(column));
    const columns = isPlain ? PLAIN_COLUMNS : WHOLE_COLUMNS;
    const order = range.order ?? 'stored';
    const isByPlace = order === 'timeline' && hasLateEntries(this.#database);
    const firstId = placeSteps(isByPlace).above(range.afterId);
    const scan: PageScan = { query: compiled, columns, order, firstId, lastId: range.lastId };
    if (!isByPlace) {
      scan.firstId = Math.max(firstId, compiled.firstId);
      scan.lastId = Math.min(range.lastId, compiled.lastId);
    }
    // The full-text index is asked anew for each page: what it has begun to find would hold up the writer's checkpoints.
    const asksIndex = compiled.fullText !== undefined || compiled.listedIds !== undefined;
    for (const rows of asksIndex ? this.#scanAnew(scan) : this.#scanOn(scan)) {
      yield rows.map((row) => new StoredExportEntry(row, this));
    }
  }

  *#scanAnew(scan: PageScan): Generator<ExportRow[]> {
    const steps = placeSteps(scan.order === 'timeline' && hasLateEntries(this.#database));
    let { firstId } = scan;
    while (firstId <= scan.lastId) {
      const lastId = Math.min(scan.lastId, Math.floor(firstId) + PAGE_IDS - 1);
      const rows = scanEntries<ExportRow>({
        ...scan,
        database: this.#database,
        direction: 'oldest-first',
        firstId,
        lastId,
        limit: PAGE_ROWS,
        isCancelled: () => false,
      });
      yield rows;
      firstId = rows.length < PAGE_ROWS ? steps.above(lastId) : steps.above(rows.at(-1)?.[0] ?? scan.lastId);
    }
  }

  /** With one scan for all pages: 6 % of an export's time went into preparing the same statement again and again. */
  *#scanOn(pages: PageScan): Generator<ExportRow[]> {
    using scan = new EntryScan<ExportRow>({ ...pages, database: this.#database, direction: 'oldest-first' });
    let rows: ExportRow[] = [];
    let pageBeginsAt = pages.firstId;
    while (!scan.isDone) {
      for (const row of scan.next(PAGE_ROWS - rows.length)) rows.push(row);
      const isLong = scan.searchedToId - pageBeginsAt >= PAGE_IDS;
      if (rows.length < PAGE_ROWS && !isLong && !scan.isDone) continue;
      yield rows;
      rows = [];
      pageBeginsAt = scan.searchedToId;
    }
  }

  storedEntry(id: number): StoredEntry {
    const entry = this.#selectEntry.get(storedIdOf(this.#database, id));
    if (entry === undefined) throw new Error(`the entry ${String(id)} went away while it was exported`);
    return entry;
  }

  /** The source's own position of an entry; '' when there is no such entry. */
  position(id: number): string {
    const entry = this.#selectEntry.get(id);
    return entry === undefined ? '' : positionOf(entry, this.catalog);
  }

  /** Microseconds since 1970. */
  receivedAt(id: number): number {
    return this.#receivedAt.get(storedIdOf(this.#database, id)) ?? 0;
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

/** An entry of a page. What only some columns need is read when it is asked for. */
export class StoredExportEntry implements ExportEntry {
  readonly #row: PlainRow | WholeRow;
  readonly #reader: EntryReader;
  readonly #origin: Origin;
  #entry: StoredEntry | undefined;
  #fields: NamedField[] | undefined;

  constructor(row: PlainRow | WholeRow, reader: EntryReader) {
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
    const message = this.#row[6];
    return typeof message === 'number' ? this.#whole()[MESSAGE_AT] : message;
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
    this.#entry ??= entryOf(this.#row) ?? this.#reader.storedEntry(this.id);
    return this.#entry;
  }
}

/** The entry as it stands in the store; undefined where the row does not have all of it. */
function entryOf(row: PlainRow | WholeRow): StoredEntry | undefined {
  const [id, timeUnixUs, severity, rawSeverity, originId, pid, message] = row;
  if (row.length === 7 || typeof message === 'number') return undefined;
  const [, , , , , , , streamId, sequence, monotonicUs, checkLow, checkHigh, rest, isLarge] = row;
  if (isLarge === 1) return undefined;
  return [
    id,
    timeUnixUs,
    severity,
    rawSeverity,
    originId,
    pid,
    streamId,
    sequence,
    monotonicUs,
    checkLow,
    checkHigh,
    message,
    rest,
  ];
}
