/**
 * How the fields of an entry stand in a blob: one after another, each `id, length, bytes` with both numbers as LEB128
 * varints. `id` is a number of `field_names`. Numbers below FIRST_NAME_ID are special forms that save space where a
 * field repeats what a column says.
 */
export const FIRST_NAME_ID = 16;
/** SYSLOG_PID is the same text as `pid`. No length, no bytes. */
export const FORM_SYSLOG_PID_SAME = 1;
/** `pid` comes from SYSLOG_PID; there is no _PID. No length, no bytes. */
export const FORM_PID_FROM_SYSLOG = 2;
/** _SOURCE_REALTIME_TIMESTAMP: one zigzag varint, the entry's time minus it, in microseconds. */
export const FORM_SOURCE_TIME = 3;
/** __SEQNUM was given and equals the cursor's. No length, no bytes. */
export const FORM_SEQNUM = 4;
/** __SEQNUM_ID was given and equals the cursor's. No length, no bytes. */
export const FORM_SEQNUM_ID = 6;

/** There were too many names to give this one a number: length, then `NAME=value`. */
export const FORM_INLINE_NAME = 5;

export interface EncodedField {
  id: number;
  /** For FORM_SOURCE_TIME: the difference; else undefined. */
  number?: number;
  bytes: Buffer;
}

const NO_BYTES = Buffer.alloc(0);

/** Reads a blob back. @throws RangeError when the blob is cut short. */
export function decodeFields(blob: Buffer): EncodedField[] {
  const fields: EncodedField[] = [];
  const cursor = { at: 0 };
  while (cursor.at < blob.length) {
    const id = readVarint(blob, cursor);
    if (id === FORM_SOURCE_TIME) {
      fields.push({ id, number: unzigzag(readVarint(blob, cursor)), bytes: NO_BYTES });
    } else if (id < FIRST_NAME_ID && id !== FORM_INLINE_NAME) {
      fields.push({ id, bytes: NO_BYTES });
    } else {
      const length = readVarint(blob, cursor);
      if (cursor.at + length > blob.length) throw new RangeError('a field blob is cut short');
      fields.push({ id, bytes: blob.subarray(cursor.at, cursor.at + length) });
      cursor.at += length;
    }
  }
  return fields;
}

/** Whether the blob holds field `id`: walks over it without reading values. @throws RangeError when it is cut short. */
export function holdsField(blob: Buffer, id: number): boolean {
  const cursor = { at: 0 };
  while (cursor.at < blob.length) {
    const found = readVarint(blob, cursor);
    if (found === id) return true;
    if (found === FORM_SOURCE_TIME) readVarint(blob, cursor);
    else if (found >= FIRST_NAME_ID || found === FORM_INLINE_NAME) {
      const length = readVarint(blob, cursor);
      cursor.at += length;
    }
  }
  return false;
}

/** Grows as needed and is used again and again: the fields of one entry are built in it, then copied out once. */
export class FieldEncoder {
  #buffer = Buffer.allocUnsafe(4096);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  addForm(id: number): void {
    this.#reserve(1);
    this.#buffer[this.#length] = id;
    this.#length += 1;
  }

  addSourceTime(differenceUs: number): void {
    this.addForm(FORM_SOURCE_TIME);
    this.#reserve(8);
    this.#addVarint(zigzag(differenceUs));
  }

  /** Adds `source[start, end)` as the value of field `id`. */
  addField(id: number, source: Buffer, start: number, end: number): void {
    const size = end - start;
    this.#reserve(size + 16);
    this.#addVarint(id);
    this.#addVarint(size);
    const buffer = this.#buffer;
    if (size > 48) source.copy(buffer, this.#length, start, end);
    else for (let i = 0, to = this.#length; i < size; i += 1) buffer[to + i] = source[start + i] as number;
    this.#length += size;
  }

  /** Adds a text, as UTF-8, as the value of field `id`. */
  addText(id: number, text: string): void {
    const size = Buffer.byteLength(text);
    this.#reserve(size + 16);
    this.#addVarint(id);
    this.#addVarint(size);
    this.#length += this.#buffer.write(text, this.#length);
  }

  /** A copy of what was added; null when nothing was. */
  copyOut(): Buffer | null {
    if (this.#length === 0) return null;
    // From Node's pool: memory of its own for a few bytes of each entry costs more than the bytes.
    const copy = Buffer.allocUnsafe(this.#length);
    this.#buffer.copy(copy, 0, 0, this.#length);
    return copy;
  }

  #addVarint(value: number): void {
    let left = value;
    const buffer = this.#buffer;
    while (left >= 0x80) {
      buffer[this.#length] = (left % 0x80) | 0x80;
      this.#length += 1;
      left = Math.floor(left / 0x80);
    }
    buffer[this.#length] = left;
    this.#length += 1;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + size));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}

function readVarint(blob: Buffer, cursor: { at: number }): number {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = blob[cursor.at];
    if (byte === undefined) throw new RangeError('a field blob is cut short');
    cursor.at += 1;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
    factor *= 0x80;
  }
}

function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
