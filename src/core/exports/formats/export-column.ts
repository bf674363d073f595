import { EXPORT_COLUMNS } from '#contract/export-format.ts';
import { SEVERITY_NAMES } from '#contract/severity.ts';
import type { ExportEntry, StoredValue } from '../export-entry.ts';

/**
 * A column and how its value is read. `number`: a whole number, written as digits. `time`: microseconds since the epoch. `word`:
 * one of a few words of Hydrant's own making, letters only. `text`: the log's, so hostile. `field`: a raw field, any number of
 * hostile values. `repeats`: few distinct values are to be expected, so that remembering how they are written pays.
 */
export type ExportColumn =
  | { name: string; kind: 'number'; repeats: boolean; read: (entry: ExportEntry) => number | null }
  | { name: string; kind: 'time'; read: (entry: ExportEntry) => number }
  | { name: string; kind: 'word'; read: (entry: ExportEntry) => string }
  | { name: string; kind: 'text'; repeats: boolean; read: (entry: ExportEntry) => StoredValue | null }
  | { name: string; kind: 'field'; read: (entry: ExportEntry) => readonly StoredValue[] };

type KnownColumn = (typeof EXPORT_COLUMNS)[number];

/** Resolves a column's name: one of EXPORT_COLUMNS, else a raw field's. */
export function exportColumn(name: string): ExportColumn {
  return isKnownColumn(name)
    ? knownColumn(name)
    : { name, kind: 'field', read: (entry) => entry.fieldValues(name) };
}

function isKnownColumn(name: string): name is KnownColumn {
  return (EXPORT_COLUMNS as readonly string[]).includes(name);
}

function knownColumn(name: KnownColumn): ExportColumn {
  switch (name) {
    case 'id':
      return { name, kind: 'number', repeats: false, read: (entry) => entry.id };
    case 'time':
      return { name, kind: 'time', read: (entry) => entry.timeUnixUs };
    case 'severity':
      return { name, kind: 'word', read: (entry) => SEVERITY_NAMES[entry.severity] ?? '' };
    case 'raw_severity':
      return { name, kind: 'text', repeats: true, read: (entry) => entry.rawSeverity };
    case 'host':
      return { name, kind: 'text', repeats: true, read: (entry) => entry.host };
    case 'unit':
      return { name, kind: 'text', repeats: true, read: (entry) => entry.unit };
    case 'identifier':
      return { name, kind: 'text', repeats: true, read: (entry) => entry.identifier };
    case 'pid':
      return { name, kind: 'number', repeats: true, read: (entry) => entry.pid };
    case 'message':
      return { name, kind: 'text', repeats: false, read: (entry) => entry.message };
    case 'source':
      return { name, kind: 'text', repeats: true, read: (entry) => entry.source() };
    case 'position':
      return { name, kind: 'text', repeats: false, read: (entry) => entry.position() };
    case 'received_time':
      return { name, kind: 'time', read: (entry) => entry.receivedAtUnixUs() };
    case 'time_unix_us':
      return { name, kind: 'number', repeats: false, read: (entry) => entry.timeUnixUs };
    default:
      return name satisfies never;
  }
}
