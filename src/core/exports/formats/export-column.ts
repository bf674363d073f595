import { EXPORT_COLUMNS } from '#contract/export-format.ts';
import { SEVERITY_NAMES } from '#contract/severity.ts';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import { IsoTimeFormatter } from './iso-time-formatter.ts';

/**
 * A column and how its value is read. `number`: written as digits. `word`: text of Hydrant's own making, letters,
 * digits and `-:.` only. `text`: the log's, so hostile. `field`: a raw field, any number of hostile values.
 */
export type ExportColumn =
  | { name: string; kind: 'number'; read: (entry: ExportEntry) => number | null }
  | { name: string; kind: 'word'; read: (entry: ExportEntry) => string }
  | { name: string; kind: 'text'; read: (entry: ExportEntry) => StoredValue | null }
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
      return { name, kind: 'number', read: (entry) => entry.id };
    case 'time': {
      const time = new IsoTimeFormatter();
      return { name, kind: 'word', read: (entry) => time.format(entry.timeUnixUs) };
    }
    case 'severity':
      return { name, kind: 'word', read: (entry) => SEVERITY_NAMES[entry.severity] ?? '' };
    case 'raw_severity':
      return { name, kind: 'text', read: (entry) => entry.rawSeverity };
    case 'host':
      return { name, kind: 'text', read: (entry) => entry.host };
    case 'unit':
      return { name, kind: 'text', read: (entry) => entry.unit };
    case 'identifier':
      return { name, kind: 'text', read: (entry) => entry.identifier };
    case 'pid':
      return { name, kind: 'number', read: (entry) => entry.pid };
    case 'message':
      return { name, kind: 'text', read: (entry) => entry.message };
    case 'source':
      return { name, kind: 'text', read: (entry) => entry.source() };
    case 'position':
      return { name, kind: 'text', read: (entry) => entry.position() };
    case 'received_time': {
      const time = new IsoTimeFormatter();
      return { name, kind: 'word', read: (entry) => time.format(entry.receivedAtUnixUs()) };
    }
    case 'time_unix_us':
      return { name, kind: 'number', read: (entry) => entry.timeUnixUs };
  }
}
