import { isUtf8 } from 'node:buffer';
import type { ValuePart } from '#contract/entry.ts';
import { AppError } from '#contract/errors.ts';
import type { MethodParams } from '#contract/methods.ts';
import type { QueryContext } from './compile-query.ts';
import { entryNotFound } from './entry-not-found.ts';
import { storedIdOf } from './late-entries.ts';
import { cutBytes } from './printable-text.ts';
import { ENTRY_COLUMNS, fieldsOf, type StoredEntry } from './stored-entry.ts';

const PART_BYTES = 1024 * 1024;
/** Three bytes are four characters of base64: parts that end so can be joined as text. */
const BASE64_PART_BYTES = PART_BYTES - (PART_BYTES % 3);
/** Bytes of a character behind its first. */
const MAX_CONTINUATION_BYTES = 3;

/** A value of which any stretch can be read. `read` gives less at the end of the value, and nothing behind it. */
interface StoredBytes {
  sizeBytes: number;
  isText: boolean;
  read: (offset: number, length: number) => Buffer;
}

/**
 * A part of one value of an entry: `entries.readValue` of the contract. An offset within a character begins with that character.
 * @throws AppError `entry.not-found`, also when the entry has no such value.
 */
export function readValue(
  context: Pick<QueryContext, 'database' | 'catalog'>,
  { id: place, field, index, offsetBytes }: MethodParams<'entries.readValue'>,
): ValuePart {
  const id = storedIdOf(context.database, place);
  const value = field === 'message' ? messageOf(context, id, index) : rawValueOf(context, id, field, index);
  if (value === undefined) {
    throw new AppError(
      'entry.not-found',
      `The entry ${String(place)} has no such value of the field ${field}.`,
    );
  }
  const { sizeBytes, isText } = value;
  const { start, bytes } = isText ? textPart(value, offsetBytes) : bytesPart(value, offsetBytes);
  const end = start + bytes.length;
  return {
    encoding: isText ? 'utf8' : 'base64',
    value: bytes.toString(isText ? 'utf8' : 'base64'),
    sizeBytes,
    nextOffsetBytes: end < sizeBytes && bytes.length > 0 ? end : null,
  };
}

function bytesPart(value: StoredBytes, start: number): { start: number; bytes: Buffer } {
  return { start, bytes: value.read(start, BASE64_PART_BYTES) };
}

function textPart(value: StoredBytes, offset: number): { start: number; bytes: Buffer } {
  const from = Math.max(0, offset - MAX_CONTINUATION_BYTES);
  // One byte more than a part tells whether the part ends with a character.
  const bytes = value.read(from, offset - from + PART_BYTES + 1);
  let skipped = offset - from;
  while (skipped > 0 && ((bytes[skipped] ?? 0) & 0xc0) === 0x80) skipped -= 1;
  return { start: from + skipped, bytes: cutBytes(bytes.subarray(skipped), PART_BYTES) };
}

/** The message is cut by SQLite: of one of megabytes only the part becomes a buffer. */
function messageOf(
  { database }: Pick<QueryContext, 'database'>,
  id: number,
  index: number,
): StoredBytes | undefined {
  const found = database
    .prepare<[number], { type: string; sizeBytes: number | null }>(
      'SELECT typeof(message) AS type, octet_length(message) AS sizeBytes FROM entries WHERE id = ?',
    )
    .get(id);
  if (found === undefined) throw entryNotFound(id);
  if (found.sizeBytes === null || index > 0) return undefined;
  const select = database
    .prepare<[number, number, number], Buffer>(
      'SELECT substr(CAST(message AS BLOB), ?, ?) FROM entries WHERE id = ?',
    )
    .pluck();
  return {
    sizeBytes: found.sizeBytes,
    isText: found.type === 'text',
    read: (offset, length) => select.get(offset + 1, length, id) ?? Buffer.alloc(0),
  };
}

function rawValueOf(
  { database, catalog }: Pick<QueryContext, 'database' | 'catalog'>,
  id: number,
  field: string,
  index: number,
): StoredBytes | undefined {
  const entry = database
    .prepare<[number], StoredEntry>(`SELECT ${ENTRY_COLUMNS} FROM entries AS e WHERE e.id = ?`)
    .raw()
    .get(id);
  if (entry === undefined) throw entryNotFound(id);
  const bytes = fieldsOf(entry, catalog).filter(({ name }) => name === field)[index]?.bytes;
  if (bytes === undefined) return undefined;
  return {
    sizeBytes: bytes.length,
    isText: isUtf8(bytes),
    read: (offset, length) => bytes.subarray(offset, offset + length),
  };
}
