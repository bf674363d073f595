import { FORM_INLINE_NAME, FieldEncoder } from '../store/field-codec.ts';

/** The name of a raw field. */
export interface FieldName {
  name: string;
  /** Its number in the store; undefined: there are too many names. */
  id: number | undefined;
}

/** The raw fields of one entry. A name without a number stands beside its value. */
export class KeptFields {
  readonly #encoder = new FieldEncoder();

  get sizeBytes(): number {
    return this.#encoder.length;
  }

  clear(): void {
    this.#encoder.clear();
  }

  /** Adds `bytes[start, end)` as a value of the field. */
  add({ id, name }: FieldName, bytes: Buffer, start: number, end: number): void {
    if (id !== undefined) {
      this.#encoder.addField(id, bytes, start, end);
      return;
    }
    const named = Buffer.concat([Buffer.from(`${name}=`), bytes.subarray(start, end)]);
    this.#encoder.addField(FORM_INLINE_NAME, named, 0, named.length);
  }

  /** As field-codec.ts has them, in a buffer of its own; null: there are none. */
  copyOut(): Buffer | null {
    return this.#encoder.copyOut();
  }
}
