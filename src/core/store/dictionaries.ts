import { createHash } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import { BoundedCache } from './bounded-cache.ts';
import { FIRST_NAME_ID } from './field-codec.ts';
import type { WritableDatabase } from './open-database.ts';

/** What an origin is made of. `fields` is a blob of field-codec.ts in canonical order. */
export interface OriginParts {
  sourceId: number;
  host: string;
  unit: string;
  identifier: string;
  fields: Buffer;
  /** Host, unit and identifier do not follow from `fields`: origins with the same fields can differ in them. Default false. */
  hasOwnNames?: boolean;
}

/** No more field names than this get a number: a program that invents names without end must not fill the memory. */
const MAX_FIELD_NAMES = 20_000;

/**
 * Gives numbers to what repeats: hosts, units, identifiers, field names, streams, origins. Numbers are permanent. Used
 * by the one writer; each new word is a small write of its own, or part of the transaction that is open.
 */
export class Dictionaries {
  readonly #hosts: WordTable;
  readonly #units: WordTable;
  readonly #identifiers: WordTable;
  readonly #streams: WordTable;
  readonly #fieldNames: WordTable;
  readonly #origins = new BoundedCache<string, number>(20_000);
  readonly #findOrigin: Statement<[number, number, Buffer, number, number, number], number>;
  readonly #addOrigin: Statement<[number, number, number, number, number, Buffer]>;
  #fieldNameCount: number;

  constructor(database: WritableDatabase) {
    this.#hosts = new WordTable(database, 'hosts', 'name', 1);
    this.#units = new WordTable(database, 'units', 'name', 1);
    this.#identifiers = new WordTable(database, 'identifiers', 'name', 1);
    this.#streams = new WordTable(database, 'streams', 'key', 1);
    this.#fieldNames = new WordTable(database, 'field_names', 'name', FIRST_NAME_ID);
    this.#fieldNameCount =
      database.prepare<[], number>('SELECT count(*) FROM field_names').pluck().get() ?? 0;
    this.#findOrigin = database
      .prepare<[number, number, Buffer, number, number, number], number>(
        `SELECT id FROM origins WHERE hash = ? AND source_id = ? AND fields = ?
           AND host_id = ? AND unit_id = ? AND identifier_id = ?`,
      )
      .pluck();
    this.#addOrigin = database.prepare(
      'INSERT INTO origins (hash, source_id, host_id, unit_id, identifier_id, fields) VALUES (?, ?, ?, ?, ?, ?)',
    );
  }

  streamId(key: string): number {
    return this.#streams.id(key);
  }

  /** undefined when there are too many names already: the caller then keeps the name beside the value. */
  fieldNameId(name: string): number | undefined {
    const known = this.#fieldNames.find(name);
    if (known !== undefined) return known;
    if (this.#fieldNameCount >= MAX_FIELD_NAMES) return undefined;
    const id = this.#fieldNames.id(name);
    this.#fieldNameCount += 1;
    return id;
  }

  originId(parts: OriginParts): number {
    const sum = createHash('sha256')
      .update(`${String(parts.sourceId)}\n`)
      .update(parts.fields);
    const { host, unit, identifier } = parts;
    if (parts.hasOwnNames === true) sum.update(`\n${JSON.stringify([host, unit, identifier])}`);
    const hash = sum.digest();
    const key = hash.toString('latin1');
    const cached = this.#origins.get(key);
    if (cached !== undefined) return cached;
    const short = hash.readUIntBE(0, 6);
    const names = [this.#hosts.id(host), this.#units.id(unit), this.#identifiers.id(identifier)] as const;
    const found = this.#findOrigin.get(short, parts.sourceId, parts.fields, ...names);
    const id =
      found ?? Number(this.#addOrigin.run(short, parts.sourceId, ...names, parts.fields).lastInsertRowid);
    this.#origins.set(key, id);
    return id;
  }
}

/** One table of words with numbers, with a bounded cache in front. */
class WordTable {
  readonly #cache = new BoundedCache<string, number>(10_000);
  readonly #find: Statement<[string], number>;
  readonly #add: Statement<[number | null, string]>;
  readonly #firstId: number;
  readonly #isEmpty: Statement<[], number>;

  constructor(database: WritableDatabase, table: string, column: string, firstId: number) {
    this.#find = database.prepare<[string], number>(`SELECT id FROM ${table} WHERE ${column} = ?`).pluck();
    this.#add = database.prepare(`INSERT INTO ${table} (id, ${column}) VALUES (?, ?)`);
    this.#isEmpty = database.prepare<[], number>(`SELECT NOT EXISTS (SELECT 1 FROM ${table})`).pluck();
    this.#firstId = firstId;
  }

  find(word: string): number | undefined {
    const cached = this.#cache.get(word);
    if (cached !== undefined) return cached;
    const found = this.#find.get(word);
    if (found !== undefined) this.#cache.set(word, found);
    return found;
  }

  id(word: string): number {
    const found = this.find(word);
    if (found !== undefined) return found;
    const id = this.#isEmpty.get() === 1 ? this.#firstId : null;
    const added = Number(this.#add.run(id, word).lastInsertRowid);
    this.#cache.set(word, added);
    return added;
  }
}
