import {
  FORM_PID_FROM_SYSLOG,
  FORM_SEQNUM,
  FORM_SEQNUM_ID,
  FORM_SOURCE_TIME,
  FORM_SYSLOG_PID_SAME,
  decodeFields,
} from '../store/field-codec.ts';
import { plainLevel } from '../logic/syslog-levels.ts';
import { formatRowPosition, isFileStream } from '../parser/exported-file/file-position.ts';
import { formatCursor, isJournalStream } from '../parser/journal/journal-cursor.ts';
import { bootIdOfStream, formatKernelPosition, isKernelStream } from '../parser/kernel/kernel-position.ts';
import { MACOS_STREAM, formatMacosPosition } from '../parser/macos/macos-position.ts';
import { formatTextEntryPosition, isTextStream } from '../parser/text-log/text-position.ts';
import { formatWindowsPosition, isWindowsStream } from '../parser/windows/windows-position.ts';
import type { NamedField, OriginCatalog } from './origin-catalog.ts';

/** A row of `entries`, raw: an array in the order of ENTRY_COLUMNS. */
export type StoredEntry = [
  id: number,
  timeUnixUs: number,
  severity: number,
  rawSeverity: string | null,
  originId: number,
  pid: number | null,
  streamId: number,
  sequence: number,
  monotonicUs: number | null,
  checkLow: number,
  checkHigh: number,
  message: string | Buffer | null,
  rest: Buffer | null,
];

/** What to select, from `entries AS e`, to get a StoredEntry. */
export const ENTRY_COLUMNS = `e.id, e.time_us, e.severity, e.raw_severity, e.origin_id, e.pid, e.stream_id, e.sequence,
  e.monotonic_us, e.check_low, e.check_high, e.message, e.rest`;

/**
 * The source's own position of an entry: for journald its cursor, to the letter; for an exported file its row; for a text log its first byte;
 * for macOS its time and a sum; for Windows its channel and record id; for the kernel its number.
 */
export function positionOf(entry: StoredEntry, catalog: OriginCatalog): string {
  const streamKey = catalog.streamKey(entry[6]);
  if (isFileStream(streamKey)) return formatRowPosition(streamKey, entry[7]);
  if (isTextStream(streamKey)) return formatTextEntryPosition(streamKey, entry[7]);
  if (streamKey === MACOS_STREAM) return formatMacosPosition({ timeUnixUs: entry[7], sum: entry[9] });
  if (isWindowsStream(streamKey)) {
    return formatWindowsPosition({ streamKey, recordId: entry[7], timeUnixUs: entry[1], sum: entry[9] });
  }
  const numbers = {
    sequence: entry[7],
    monotonicUs: entry[8] ?? 0,
    timeUnixUs: entry[1],
    checkLow: entry[9],
    checkHigh: entry[10],
  };
  if (isKernelStream(streamKey))
    return formatKernelPosition({ bootId: bootIdOfStream(streamKey), ...numbers });
  return formatCursor({ streamKey, ...numbers });
}

/** Every field of an entry, byte for byte as the source gave it, several values of one name as several fields. */
export function fieldsOf(entry: StoredEntry, catalog: OriginCatalog): NamedField[] {
  const streamKey = catalog.streamKey(entry[6]);
  if (isKernelStream(streamKey)) return fieldsOfKernelRecord(entry, catalog);
  return isJournalStream(streamKey) ? fieldsOfJournalEntry(entry, catalog) : fieldsOfRow(entry, catalog);
}

/** A record of the kernel's log under the names that journald gives its parts. */
function fieldsOfKernelRecord(entry: StoredEntry, catalog: OriginCatalog): NamedField[] {
  const [, , severity, rawSeverity, originId, pid, , sequence, monotonicUs, , , message, rest] = entry;
  const fields: NamedField[] = [];
  const add = (name: string, text: string) => fields.push({ name, bytes: Buffer.from(text, 'utf8') });
  add('__SEQNUM', String(sequence));
  add('__MONOTONIC_TIMESTAMP', String(monotonicUs));
  fields.push(...catalog.originFields(originId));
  add('PRIORITY', rawSeverity ?? String(severity));
  if (pid !== null) add('SYSLOG_PID', String(pid));
  if (message !== null) fields.push({ name: 'MESSAGE', bytes: messageBytes(message) });
  if (rest !== null) fields.push(...catalog.namedFields(rest));
  return fields;
}

/** The fields of a source other than a journal, apart from what columns of Hydrant's own say already. */
function fieldsOfRow(entry: StoredEntry, catalog: OriginCatalog): NamedField[] {
  const rest = entry[12];
  return [
    ...catalog.namedFields(catalog.origin(entry[4]).fields),
    ...(rest === null ? [] : catalog.namedFields(rest)),
  ];
}

function fieldsOfJournalEntry(entry: StoredEntry, catalog: OriginCatalog): NamedField[] {
  const [
    ,
    timeUnixUs,
    severity,
    rawSeverity,
    originId,
    pid,
    streamId,
    sequence,
    monotonicUs,
    ,
    ,
    message,
    rest,
  ] = entry;
  const fields: NamedField[] = [];
  const add = (name: string, text: string) => fields.push({ name, bytes: Buffer.from(text, 'utf8') });
  // Read as latin1, so that a cursor of an unknown shape comes back byte for byte, too.
  fields.push({ name: '__CURSOR', bytes: Buffer.from(positionOf(entry, catalog), 'latin1') });
  add('__REALTIME_TIMESTAMP', String(timeUnixUs));
  if (monotonicUs !== null) add('__MONOTONIC_TIMESTAMP', String(monotonicUs));

  let hasOwnPid = pid !== null;
  for (const form of rest === null ? [] : decodeFields(rest)) {
    switch (form.id) {
      case FORM_PID_FROM_SYSLOG:
        hasOwnPid = false;
        add('SYSLOG_PID', String(pid));
        break;
      case FORM_SYSLOG_PID_SAME:
        add('SYSLOG_PID', String(pid));
        break;
      case FORM_SOURCE_TIME:
        add('_SOURCE_REALTIME_TIMESTAMP', String(timeUnixUs - (form.number ?? 0)));
        break;
      case FORM_SEQNUM:
        add('__SEQNUM', String(sequence));
        break;
      case FORM_SEQNUM_ID:
        add('__SEQNUM_ID', catalog.streamKey(streamId).slice(2, 34));
        break;
      default:
    }
  }
  fields.push(...catalog.originFields(originId));
  // One plain level is kept beside the severity when the user said that it stands for another; any other is a field of its own.
  if (rawSeverity === null) add('PRIORITY', String(severity));
  else if (plainLevel(rawSeverity) >= 0) add('PRIORITY', rawSeverity);
  if (hasOwnPid) add('_PID', String(pid));
  if (message !== null) fields.push({ name: 'MESSAGE', bytes: messageBytes(message) });
  if (rest !== null) fields.push(...catalog.namedFields(rest));
  return fields;
}

export function messageBytes(message: string | Buffer): Buffer {
  return typeof message === 'string' ? Buffer.from(message, 'utf8') : message;
}
