import { ROW_MESSAGE_MAX_LENGTH, type EntryRow } from '#contract/entry.ts';
import type { OriginCatalog } from './origin-catalog.ts';
import { cutText, printableText } from './printable-text.ts';

/** Bytes of a message that are read for a row: a character takes at most four. */
export const ROW_MESSAGE_MAX_BYTES = ROW_MESSAGE_MAX_LENGTH * 4;

/** A raw row in the order of ROW_COLUMNS. */
export type RawRow = [
  id: number,
  timeUnixUs: number,
  severity: number,
  rawSeverity: string | null,
  originId: number,
  pid: number | null,
  message: string | Buffer | null,
  messageBytes: number | null,
];

/**
 * What to select, from `entries AS e`, for a list row: a message of megabytes is cut by SQLite, not here. It is cut as bytes,
 * because SQLite's text functions end at a NUL character; half a character at the end lies behind what is shown.
 */
export const ROW_COLUMNS = `e.id, e.time_us, e.severity, e.raw_severity, e.origin_id, e.pid,
  CASE WHEN octet_length(e.message) <= ${String(ROW_MESSAGE_MAX_BYTES)} THEN e.message
    WHEN typeof(e.message) = 'blob' THEN substr(e.message, 1, ${String(ROW_MESSAGE_MAX_BYTES)})
    ELSE CAST(substr(CAST(e.message AS BLOB), 1, ${String(ROW_MESSAGE_MAX_BYTES)}) AS TEXT) END,
  octet_length(e.message)`;

export function toEntryRow(raw: RawRow, catalog: OriginCatalog): EntryRow {
  const [id, timeUnixUs, severity, rawSeverity, originId, pid, message, messageBytes] = raw;
  const origin = catalog.origin(originId);
  const isBinary = Buffer.isBuffer(message);
  const text = isBinary ? printableText(message) : (message ?? '');
  const shown = cutText(text, ROW_MESSAGE_MAX_LENGTH);
  const readBytes = isBinary ? message.length : Buffer.byteLength(text, 'utf8');
  return {
    id,
    sourceId: origin.sourceId,
    timeUnixUs,
    severity,
    rawSeverity,
    host: origin.host,
    unit: origin.unit,
    identifier: origin.identifier,
    pid,
    message: shown,
    messageBytes: messageBytes ?? 0,
    isMessageTruncated: shown.length < text.length || readBytes < (messageBytes ?? 0),
    isMessageBinary: isBinary,
  };
}
