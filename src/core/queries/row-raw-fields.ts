import type { EntryRow } from '#contract/entry.ts';
import type { QueryContext } from './compile-query.ts';
import type { NamedField } from './origin-catalog.ts';
import { storedIdOf } from './late-entries.ts';
import { cutText, printableText } from './printable-text.ts';
import { isBuiltField } from './raw-field-match.ts';
import { ENTRY_COLUMNS, fieldsOf, type StoredEntry } from './stored-entry.ts';

/** Longest value that a row carries, in UTF-16 code units. */
const MAX_LENGTH = 256;
/** A character takes at most four bytes. */
const MAX_BYTES = MAX_LENGTH * 4;

/** Everything but the message, which the row has already and which may be large. */
const COLUMNS = ENTRY_COLUMNS.replace('e.message', 'NULL');

/** Gives rows the values of raw fields, as entries.list says. Reads entry after entry: what is beside a message may be large, too. */
export function addRawFields(
  rows: readonly EntryRow[],
  names: readonly string[],
  { database, catalog }: QueryContext,
): EntryRow[] {
  if (names.length === 0) return rows.map((row) => ({ ...row, rawFields: [] }));
  const selectEntry = database
    .prepare<[number], StoredEntry>(`SELECT ${COLUMNS} FROM entries AS e WHERE e.id = ?`)
    .raw();
  const hasMessage = database
    .prepare<[number], number>('SELECT message IS NOT NULL FROM entries WHERE id = ?')
    .pluck();
  const isBuilt = names.some(isBuiltField);
  return rows.map((row) => {
    const id = storedIdOf(database, row.id);
    const entry = selectEntry.get(id);
    if (entry === undefined) return { ...row, rawFields: names.map(() => null) };
    const rest = entry[12];
    const fields: readonly NamedField[] = isBuilt
      ? fieldsOf(entry, catalog)
      : [
          ...catalog.namedFields(catalog.origin(entry[4]).fields),
          ...(rest === null ? [] : catalog.namedFields(rest)),
        ];
    const rawFields = names.map((name) => {
      if (name === 'MESSAGE') return hasMessage.get(id) === 1 ? cutText(row.message, MAX_LENGTH) : null;
      const field = fields.find((other) => other.name === name);
      return field === undefined
        ? null
        : cutText(printableText(field.bytes.subarray(0, MAX_BYTES)), MAX_LENGTH);
    });
    return { ...row, rawFields };
  });
}
