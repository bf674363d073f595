import type { ExportField } from '../journal/export-encoding.ts';
import { encodeExportEntry } from '../journal/export-encoding.ts';

const SEQUENCE_ID = '3ec0e0240a3c48b5a83dda66a446935d';
export const BOOT_ID = 'cd69ba5e106d489fb461d6f9c79da6a3';
/** 2026-11-22T09:00:00Z. */
export const START_UNIX_US = Date.UTC(2026, 10, 22, 9) * 1000;
const START_MONOTONIC_US = 5_000_000;

/** When the entry with this number was logged: a second after the one before. */
export function timeOf(number: number): number {
  return START_UNIX_US + number * 1_000_000;
}

/** The cursor of the entry with this number, in journald's own shape. */
export function cursorOf(number: number, timeUnixUs: number = timeOf(number)): string {
  const monotonicUs = START_MONOTONIC_US + number * 1_000_000;
  const check = (BigInt(number + 1) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn;
  return (
    `s=${SEQUENCE_ID};i=${number.toString(16)};b=${BOOT_ID};m=${monotonicUs.toString(16)}` +
    `;t=${timeUnixUs.toString(16)};x=${check.toString(16)}`
  );
}

/** What journalctl prints before the fields that a program sent. `number` counts from 1. */
export function addressOf(number: number, timeUnixUs: number = timeOf(number)): ExportField[] {
  return [
    ['__CURSOR', cursorOf(number, timeUnixUs)],
    ['__REALTIME_TIMESTAMP', String(timeUnixUs)],
    ['__MONOTONIC_TIMESTAMP', String(START_MONOTONIC_US + number * 1_000_000)],
    ['__SEQNUM', String(number)],
    ['__SEQNUM_ID', SEQUENCE_ID],
    ['_BOOT_ID', BOOT_ID],
  ];
}

/** Every field of a small entry. */
export function fieldsOfEntry(number: number, ...fields: readonly ExportField[]): ExportField[] {
  const own = fields.length > 0 ? fields : smallFields(number);
  return [...addressOf(number), ...own];
}

/** One entry as journalctl prints it. */
export function entryText(number: number, ...fields: readonly ExportField[]): Buffer {
  return encodeExportEntry(fieldsOfEntry(number, ...fields));
}

/** The entries `first` to `last`, both included, as one stream. */
export function streamOf(first: number, last: number): Buffer {
  const entries: Buffer[] = [];
  for (let number = first; number <= last; number += 1) entries.push(entryText(number));
  return Buffer.concat(entries);
}

function smallFields(number: number): ExportField[] {
  return [
    ['_HOSTNAME', 'websrv01'],
    ['PRIORITY', String(number % 8)],
    ['_SYSTEMD_UNIT', number % 3 === 0 ? 'cron.service' : 'ssh.service'],
    ['SYSLOG_IDENTIFIER', number % 3 === 0 ? 'CRON' : 'sshd'],
    ['_PID', String(100 + (number % 5))],
    ['MESSAGE', `entry number ${number}`],
  ];
}
