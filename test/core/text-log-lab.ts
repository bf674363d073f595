import { expect } from 'vitest';
import type { TextLogFormat, TextLogStart } from '#core/listener/text-log/text-log-format.ts';
import type { TextByteAccount } from '#core/parser/text-log/text-byte-account.ts';
import { TextLogParser } from '#core/parser/text-log/text-log-parser.ts';
import { OriginCatalog } from '#core/queries/origin-catalog.ts';
import type { CollectingSink, Rejection } from './collecting-sink.ts';
import { StoreLab } from './store-lab.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What the store has of one entry of a text log. */
export interface ReadLogEntry {
  /** ISO 8601 with six digits. */
  time: string;
  severity: number;
  rawSeverity: string | null;
  host: string;
  unit: string;
  identifier: string;
  pid: number | null;
  message: string | Buffer | null;
  position: string;
  /** Values that are no UTF-8 as latin1. */
  fields: Record<string, string | string[]>;
}

export interface ReadLog {
  entries: ReadLogEntry[];
  rejections: Rejection[];
  bytes: TextByteAccount;
  position: string | null;
}

export interface LogReading extends Partial<Omit<TextLogStart, 'format'>> {
  chunkBytes?: number;
  maxLineBytes?: number;
  maxRecordBytes?: number;
}

/** When the file of a reading was last written, unless it says so itself. */
export const MODIFIED_UNIX_US = Date.parse('2026-11-22T12:00:00Z') * 1000;
export const STREAM_KEY = `text:${'0'.repeat(32)}`;

/** How many bytes an account accounts for. */
function accountedTextBytes(account: TextByteAccount): number {
  return account.entries + account.rejected + account.separators + account.discarded + account.buffered;
}

/** Reads a whole text log through parser, writer and store; every byte is accounted for on the way. */
export function readTextLog(text: Buffer | string, format: TextLogFormat, reading: LogReading = {}): ReadLog {
  using lab = new StoreLab(temporaryFolder(), 'journal:/text');
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  const parser = new TextLogParser({
    dictionaries: lab.dictionaries,
    sourceId: lab.ledger.sourceId,
    sink: lab.sink,
    ...(reading.maxLineBytes === undefined ? {} : { maxLineBytes: reading.maxLineBytes }),
    ...(reading.maxRecordBytes === undefined ? {} : { maxRecordBytes: reading.maxRecordBytes }),
  });
  parser.startRun({ phase: 'catch-up', anchor: null, textLog: textLogStart(format, reading) });
  pushAll(parser, bytes, reading.chunkBytes ?? Math.max(1, bytes.length));
  parser.endRun(true);
  lab.commit();
  const account = accountOf(parser);
  expectWhole(account, bytes.length, lab.sink);
  return {
    entries: storedEntries(lab),
    rejections: lab.sink.rejections,
    bytes: account,
    position: parser.position,
  };
}

export function textLogStart(format: TextLogFormat, reading: LogReading = {}): TextLogStart {
  return {
    format,
    certainty: reading.certainty ?? null,
    order: reading.order ?? 'oldest-first',
    streamKey: reading.streamKey ?? STREAM_KEY,
    startBytes: reading.startBytes ?? 0,
    modifiedUnixUs: reading.modifiedUnixUs ?? MODIFIED_UNIX_US,
    lastEntryUnixUs: reading.lastEntryUnixUs ?? null,
    timeZone: reading.timeZone ?? 'UTC',
    host: reading.host ?? '',
    identifier: reading.identifier ?? '',
  };
}

/** Pushes in chunks, checking the account at every step. */
export function pushAll(parser: TextLogParser, bytes: Buffer, chunkBytes: number): void {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    parser.push(bytes.subarray(at, at + chunkBytes));
    const pushed = Math.min(at + chunkBytes, bytes.length);
    const accounted = accountedTextBytes(accountOf(parser));
    // Asked only when it is not so: hundreds of thousands of steps would take longer than what they check.
    if (accounted !== pushed) expect(accounted).toBe(pushed);
  }
}

export function accountOf(parser: TextLogParser): TextByteAccount {
  const { bytes } = parser;
  if (bytes === null) throw new Error('no run has begun');
  return bytes;
}

export function expectWhole(account: TextByteAccount, size: number, sink: CollectingSink): void {
  expect(accountedTextBytes(account)).toBe(size);
  expect(account).toMatchObject({ buffered: 0, discarded: 0 });
  expect(sink.rejections.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(account.rejected);
}

function storedEntries(lab: StoreLab): ReadLogEntry[] {
  const catalog = new OriginCatalog(lab.database);
  return lab.entries().map(({ entry, position, fields }) => {
    const { host, unit, identifier } = catalog.origin(entry[4]);
    return {
      time: isoTime(entry[1]),
      severity: entry[2],
      rawSeverity: entry[3],
      host,
      unit,
      identifier,
      pid: entry[5],
      message: entry[11],
      position,
      fields: fieldsByName(fields),
    };
  });
}

function isoTime(unixUs: number): string {
  const iso = new Date(Math.floor(unixUs / 1000)).toISOString();
  return `${iso.slice(0, -1)}${String(unixUs % 1000).padStart(3, '0')}Z`;
}

function fieldsByName(fields: readonly { name: string; bytes: Buffer }[]): Record<string, string | string[]> {
  const byName: Record<string, string | string[]> = {};
  for (const { name, bytes } of fields) {
    const utf8 = bytes.toString('utf8');
    const value = Buffer.from(utf8, 'utf8').equals(bytes) ? utf8 : bytes.toString('latin1');
    const before = byName[name];
    byName[name] = before === undefined ? value : [before, value].flat();
  }
  return byName;
}
