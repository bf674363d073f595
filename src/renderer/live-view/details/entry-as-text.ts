import type { EntryDetail, FieldValue } from '#contract/entry.ts';
import { severityName } from '#contract/severity.ts';

/** ISO 8601 in UTC with microseconds, for machines. */
export function isoTime(unixUs: number): string {
  const toMs = new Date(Math.floor(unixUs / 1_000)).toISOString().slice(0, -1);
  return `${toMs}${String(unixUs % 1_000).padStart(3, '0')}Z`;
}

/** The entry in one line, as a log file would have it. */
export function entryAsText(entry: EntryDetail): string {
  const { row } = entry;
  const process = row.pid === null ? row.identifier : `${row.identifier}[${String(row.pid)}]`;
  const origin = [row.host, process === '' ? row.unit : process].filter((word) => word !== '').join(' ');
  return `${isoTime(row.timeUnixUs)} ${severityName(row.severity)} ${origin}: ${entry.message}`;
}

/** The entry with all its fields. A value that is not UTF-8 is given as `{ "base64": … }`. */
export function entryAsJson(entry: EntryDetail): string {
  const { row } = entry;
  const fields = entry.fields.map(({ name, values }): [string, unknown] => {
    const all = values.map(jsonValue);
    return [name, all.length === 1 ? all[0] : all];
  });
  const value = {
    id: row.id,
    time: isoTime(row.timeUnixUs),
    severity: severityName(row.severity),
    rawSeverity: row.rawSeverity,
    host: row.host,
    unit: row.unit,
    identifier: row.identifier,
    pid: row.pid,
    message: entry.message,
    position: entry.position,
    receivedTime: isoTime(entry.receivedAtUnixUs),
    // A field may be called __proto__: entries, unlike assignment, keep it a plain property.
    fields: Object.fromEntries(fields),
  };
  return JSON.stringify(value, null, 2);
}

function jsonValue(value: FieldValue): unknown {
  return value.encoding === 'utf8' ? value.value : { base64: value.value };
}
