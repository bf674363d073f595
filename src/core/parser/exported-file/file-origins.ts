import { BoundedCache } from '../../store/bounded-cache.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { FieldEncoder } from '../../store/field-codec.ts';
import { originNames, type OriginNames } from '../journal/journal-origin.ts';

/** A raw field that is part of the origin. */
export interface OriginField {
  id: number;
  name: string;
  bytes: Buffer;
}

const CAPACITY = 20_000;

/** Finds the number of an entry's origin: its host, unit and identifier, and raw fields that hardly change. */
export class FileOrigins {
  readonly #dictionaries: Dictionaries;
  readonly #sourceId: number;
  readonly #known = new BoundedCache<string, number>(CAPACITY);
  readonly #encoder = new FieldEncoder();

  constructor(dictionaries: Dictionaries, sourceId: number) {
    this.#dictionaries = dictionaries;
    this.#sourceId = sourceId;
  }

  /**
   * @param names - As the columns of the file say; undefined: there is no such column, and the raw fields tell, as in a journal.
   * @param fields - In any order; several values of one name as several fields.
   */
  find(names: Partial<OriginNames>, fields: readonly OriginField[]): number {
    const { host, unit, identifier } = names;
    let key = JSON.stringify([host, unit, identifier]);
    for (const { id, bytes } of fields) key += `\n${String(id)}=${bytes.toString('latin1')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const origin = this.#resolve(names, fields);
    this.#known.set(key, origin);
    return origin;
  }

  #resolve(names: Partial<OriginNames>, fields: readonly OriginField[]): number {
    const sorted = fields.toSorted((a, b) => a.id - b.id || Buffer.compare(a.bytes, b.bytes));
    const encoder = this.#encoder;
    encoder.clear();
    for (const { id, bytes } of sorted) encoder.addField(id, bytes, 0, bytes.length);
    const first = new Map<string, string>();
    for (const { name, bytes } of fields) if (!first.has(name)) first.set(name, bytes.toString('utf8'));
    const fromFields = originNames(first);
    return this.#dictionaries.originId({
      sourceId: this.#sourceId,
      host: names.host ?? fromFields.host,
      unit: names.unit ?? fromFields.unit,
      identifier: names.identifier ?? fromFields.identifier,
      fields: encoder.copyOut() ?? Buffer.alloc(0),
      hasOwnNames: true,
    });
  }
}
