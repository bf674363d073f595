import type { Dictionaries } from '../../store/dictionaries.ts';
import { CONSTANT_NAMES } from '../journal/journal-fields.ts';

/**
 * What becomes of a column's values. `origin`: a raw field that says where an entry comes from and hardly changes. `raw`: any other
 * raw field; so are those columns of an export that only mean something in the store it was made from, such as `id`.
 */
export type ColumnRole =
  | 'time'
  | 'time_unix_us'
  | 'severity'
  | 'raw_severity'
  | 'host'
  | 'unit'
  | 'identifier'
  | 'pid'
  | 'message'
  | 'origin'
  | 'raw';

/** One column of an exported file. */
export interface FileColumn {
  name: string;
  role: ColumnRole;
}

const ROLES: ReadonlyMap<string, ColumnRole> = new Map<string, ColumnRole>([
  ['time', 'time'],
  ['time_unix_us', 'time_unix_us'],
  ['severity', 'severity'],
  ['raw_severity', 'raw_severity'],
  ['host', 'host'],
  ['unit', 'unit'],
  ['identifier', 'identifier'],
  ['pid', 'pid'],
  ['message', 'message'],
  ...CONSTANT_NAMES.map((name): [string, ColumnRole] => [name, 'origin']),
]);

/** Columns whose values the log chose, so that an export guards spreadsheets against them. */
const GUARDED: ReadonlySet<string> = new Set<ColumnRole>([
  'raw_severity',
  'host',
  'unit',
  'identifier',
  'message',
  'origin',
  'raw',
]);
/** Raw here, but of Hydrant's own making there. */
const UNGUARDED_NAMES: ReadonlySet<string> = new Set(['id', 'received_time']);

/** Of a raw field, in UTF-16 code units: the longest that a view or an export can ask for. */
const MAX_NAME_LENGTH = 256;
/** A column without a name still has values. */
const UNNAMED = 'unnamed';

/** The column of that name; one that is no column of Hydrant's is the raw field of that name. */
export function fileColumn(name: string): FileColumn {
  return { name: name === '' ? UNNAMED : name, role: ROLES.get(name) ?? 'raw' };
}

/** Whether an export puts an apostrophe before formulas in this column. */
export function isGuardedColumn({ name, role }: FileColumn): boolean {
  return GUARDED.has(role) && !UNGUARDED_NAMES.has(name);
}

/** Which of the two columns that every file must have, a time and a message, are missing among these, for people. */
export function missingColumns(names: readonly string[]): string[] {
  const missing: string[] = [];
  if (!names.includes('time') && !names.includes('time_unix_us')) missing.push('"time" or "time_unix_us"');
  if (!names.includes('message')) missing.push('"message"');
  return missing;
}

/**
 * The number of a raw field's name in the store.
 * @returns why it gets none.
 */
export function fieldNumber(dictionaries: Dictionaries, name: string): number | { problem: string } {
  if (name.length > MAX_NAME_LENGTH) {
    return { problem: `the name of a field is longer than ${String(MAX_NAME_LENGTH)} characters` };
  }
  return dictionaries.fieldNameId(name) ?? { problem: 'there are too many different names of fields' };
}
