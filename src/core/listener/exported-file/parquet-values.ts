import { isUtf8 } from 'node:buffer';
import type { ParquetParsers } from 'hyparquet';

/** A moment in a Parquet file, as exact as it stands there. */
export class ParquetTimestamp {
  readonly unixUs: bigint;

  constructor(unixUs: bigint) {
    this.unixUs = unixUs;
  }
}

const REPLACEMENT = '\uFFFD';
const US_PER_MS = 1000n;

/** How values are read from a Parquet file: times to the microsecond, texts only where they are UTF-8, JSON as it is. */
export const PARQUET_PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (milliseconds) => new ParquetTimestamp(milliseconds * US_PER_MS),
  timestampFromMicroseconds: (microseconds) => new ParquetTimestamp(microseconds),
  timestampFromNanoseconds: (nanoseconds) => new ParquetTimestamp(nanoseconds / 1000n),
  dateFromDays: (days) => new Date(days * 86_400_000).toISOString().slice(0, 10),
  stringFromBytes: textOrBytes,
  jsonFromBytes: textOrBytes,
};

/**
 * A value as JSON Lines have it: bytes that are no UTF-8 as `{"base64":…}`, several values as an array, none as null.
 * @param isLocal - Its times are those of clocks whose zone is not told.
 */
export function parquetValueAsJson(value: unknown, isLocal: boolean): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'bigint':
    case 'number':
    case 'boolean':
      // As text: JSON has no number for all of them.
      return `"${String(value)}"`;
    case 'undefined':
      return 'null';
    default:
  }
  if (value === null) return 'null';
  if (value instanceof Uint8Array) return bytesAsJson(value);
  if (value instanceof ParquetTimestamp) return `"${isoTime(value.unixUs)}${isLocal ? '' : 'Z'}"`;
  if (Array.isArray(value)) return `[${value.map((item) => parquetValueAsJson(item, isLocal)).join(',')}]`;
  const members = Object.entries(value as object).map(
    ([name, member]) => `${JSON.stringify(name)}:${parquetValueAsJson(member, isLocal)}`,
  );
  return `{${members.join(',')}}`;
}

function textOrBytes(bytes: Uint8Array | undefined): string | Uint8Array | undefined {
  if (bytes === undefined) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.includes(REPLACEMENT) && !isUtf8(bytes) ? bytes : text;
}

function bytesAsJson(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf8(buffer)
    ? JSON.stringify(buffer.toString('utf8'))
    : `{"base64":"${buffer.toString('base64')}"}`;
}

/** `2026-11-22T09:25:01.123456`; a moment that JavaScript knows no date for is written as its number. */
function isoTime(unixUs: bigint): string {
  const ofMillisecond = ((unixUs % US_PER_MS) + US_PER_MS) % US_PER_MS;
  const date = new Date(Number((unixUs - ofMillisecond) / US_PER_MS));
  if (Number.isNaN(date.getTime())) return String(unixUs);
  return date.toISOString().slice(0, -1) + String(ofMillisecond).padStart(3, '0');
}
