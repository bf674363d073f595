import type { Statement } from 'better-sqlite3';
import { BoundedCache } from '../store/bounded-cache.ts';
import { FIRST_NAME_ID, FORM_INLINE_NAME, decodeFields, holdsField } from '../store/field-codec.ts';
import type { ReadableDatabase } from '../store/open-database.ts';

/** Where entries come from, with the names in place of the numbers. */
export interface Origin {
  sourceId: number;
  host: string;
  unit: string;
  identifier: string;
  fields: Buffer;
}

export interface NamedField {
  name: string;
  bytes: Buffer;
}

/** Looks numbers of the dictionaries up, with bounded caches. A number never changes its meaning, so nothing goes stale. */
export class OriginCatalog implements Disposable {
  readonly #database: ReadableDatabase;
  readonly #origins = new BoundedCache<number, Origin>(20_000);
  /** A busy machine has some hundred origins of 10 to 20 fields each. */
  readonly #originFields = new BoundedCache<number, readonly NamedField[]>(2000);
  readonly #names = new BoundedCache<number, string>(20_000);
  readonly #streams = new BoundedCache<number, string>(1000);
  readonly #selectOrigin: Statement<[number], Origin>;
  readonly #nameIds = new BoundedCache<string, number>(1000);
  readonly #selectNameId: Statement<[string], number>;
  readonly #selectName: Statement<[number], string>;
  readonly #selectStream: Statement<[number], string>;

  /**
   * @param database - A connection of its own, closed with the catalog: a condition asks the catalog while the query that it
   * belongs to runs, and a connection runs one query at a time.
   */
  constructor(database: ReadableDatabase) {
    this.#database = database;
    this.#selectOrigin = database.prepare(
      `SELECT o.source_id AS sourceId, h.name AS host, u.name AS unit, i.name AS identifier, o.fields AS fields
       FROM origins o JOIN hosts h ON h.id = o.host_id JOIN units u ON u.id = o.unit_id
         JOIN identifiers i ON i.id = o.identifier_id WHERE o.id = ?`,
    );
    this.#selectName = database
      .prepare<[number], string>('SELECT name FROM field_names WHERE id = ?')
      .pluck();
    this.#selectNameId = database
      .prepare<[string], number>('SELECT id FROM field_names WHERE name = ?')
      .pluck();
    this.#selectStream = database.prepare<[number], string>('SELECT key FROM streams WHERE id = ?').pluck();
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }

  origin(id: number): Origin {
    return remember(this.#origins, id, () => this.#selectOrigin.get(id), 'origin');
  }

  /** The fields that all entries of an origin share, decoded once. They are shared: nobody may change their bytes. */
  originFields(id: number): readonly NamedField[] {
    const cached = this.#originFields.get(id);
    if (cached !== undefined) return cached;
    const fields = this.namedFields(this.origin(id).fields);
    this.#originFields.set(id, fields);
    return fields;
  }

  streamKey(id: number): string {
    return remember(this.#streams, id, () => this.#selectStream.get(id), 'stream');
  }

  fieldName(id: number): string {
    return remember(this.#names, id, () => this.#selectName.get(id), 'field name');
  }

  /** Whether a blob holds a field of that name, or may: without looking at values. */
  mayHold(blob: Buffer, name: string): boolean {
    return holdsField(blob, this.#nameId(name)) || holdsField(blob, FORM_INLINE_NAME);
  }

  /** -1: no field has that name yet. Asked again and again then, because one may come. */
  #nameId(name: string): number {
    const known = this.#nameIds.get(name);
    if (known !== undefined) return known;
    const id = this.#selectNameId.get(name);
    if (id !== undefined) this.#nameIds.set(name, id);
    return id ?? -1;
  }

  /** The fields of a blob that have a name; special forms are left to the caller. */
  namedFields(blob: Buffer): NamedField[] {
    const fields: NamedField[] = [];
    for (const field of decodeFields(blob)) {
      if (field.id === FORM_INLINE_NAME) {
        const equals = field.bytes.indexOf('=');
        fields.push({
          name: field.bytes.toString('latin1', 0, equals),
          bytes: field.bytes.subarray(equals + 1),
        });
      } else if (field.id >= FIRST_NAME_ID) {
        fields.push({ name: this.fieldName(field.id), bytes: field.bytes });
      }
    }
    return fields;
  }
}

function remember<V>(
  cache: BoundedCache<number, V>,
  id: number,
  select: () => V | undefined,
  what: string,
): V {
  const cached = cache.get(id);
  if (cached !== undefined) return cached;
  const value = select();
  if (value === undefined) throw new Error(`the ${what} ${String(id)} is missing in the store`);
  cache.set(id, value);
  return value;
}
