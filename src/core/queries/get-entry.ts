import type { EntryDetail, EntryField, FieldValue } from '#contract/entry.ts';
import { isUtf8 } from 'node:buffer';
import { markBookmarked } from '../annotations/mark-bookmarked.ts';
import type { QueryContext } from './compile-query.ts';
import { entryNotFound } from './entry-not-found.ts';
import { storedIdOf } from './late-entries.ts';
import { markLate } from './mark-late.ts';
import { ROW_COLUMNS, toEntryRow, type RawRow } from './entry-row.ts';
import { cutBytes, cutText, printableText } from './printable-text.ts';
import { prepareReceivedAt } from './received-at.ts';
import { ENTRY_COLUMNS, fieldsOf, messageBytes, positionOf, type StoredEntry } from './stored-entry.ts';

const MAX_VALUE_BYTES = 1024 * 1024;

/** One entry whole: `entries.get` of the contract. @throws AppError `entry.not-found`. */
export function getEntry(context: QueryContext, place: number): EntryDetail {
  const { database, catalog } = context;
  const id = storedIdOf(database, place);
  const raw = database
    .prepare<[number], RawRow>(`SELECT ${ROW_COLUMNS} FROM entries AS e WHERE e.id = ?`)
    .raw()
    .get(id);
  const entry = database
    .prepare<[number], StoredEntry>(`SELECT ${ENTRY_COLUMNS} FROM entries AS e WHERE e.id = ?`)
    .raw()
    .get(id);
  if (raw === undefined || entry === undefined) {
    throw entryNotFound(place);
  }
  const row = { ...toEntryRow(raw, catalog), id: place };
  markBookmarked(database, [row]);
  markLate(database, [row]);
  const message = entry[11];
  return {
    row,
    message:
      message === null
        ? ''
        : cutText(printableText(cutBytes(messageBytes(message), MAX_VALUE_BYTES)), MAX_VALUE_BYTES),
    receivedAtUnixUs: prepareReceivedAt(database).get(id) ?? 0,
    position: positionOf(entry, catalog),
    fields: groupFields(fieldsOf(entry, catalog)),
  };
}

function groupFields(fields: readonly { name: string; bytes: Buffer }[]): EntryField[] {
  const byName = new Map<string, FieldValue[]>();
  for (const { name, bytes } of fields) {
    const values = byName.get(name) ?? [];
    byName.set(name, values);
    values.push(toFieldValue(bytes));
  }
  return [...byName]
    .map(([name, values]) => ({ name, values }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function toFieldValue(bytes: Buffer): FieldValue {
  const isText = isUtf8(bytes);
  const isTruncated = bytes.length > MAX_VALUE_BYTES;
  const shown = isText ? cutBytes(bytes, MAX_VALUE_BYTES) : bytes.subarray(0, MAX_VALUE_BYTES);
  return {
    encoding: isText ? 'utf8' : 'base64',
    value: isText ? shown.toString('utf8') : shown.toString('base64'),
    sizeBytes: bytes.length,
    isTruncated,
  };
}
