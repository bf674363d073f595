import { createHash } from 'node:crypto';

/** One entry of the machine that never was. */
export interface DemoEntry {
  unixUs: number;
  /** syslog's severity, 0 to 7. */
  severity: number;
  identifier: string;
  /** '' for the kernel. */
  unit: string;
  pid: number;
  message: string;
}

/** Entries of one minute are numbered from here. */
export const ENTRIES_A_MINUTE = 10_000;
export const MINUTE_US = 60_000_000;
/** Of the boot that the machine has always been in. */
const BOOTED_UNIX_US = Date.UTC(2026, 0, 1) * 1000;
export const DEMO_HOST = 'shop01';

/** The cursor of an entry, in journald's own form. */
export function demoCursor(seed: number, entry: DemoEntry, sequence: number): string {
  const hex = (value: number) => value.toString(16);
  const check = createHash('sha256')
    .update(`${String(sequence)} ${entry.message}`)
    .digest('hex')
    .slice(0, 16);
  return (
    `s=${idOf(seed, 'sequence')};i=${hex(sequence)};b=${idOf(seed, 'boot')};m=${hex(entry.unixUs - BOOTED_UNIX_US)}` +
    `;t=${hex(entry.unixUs)};x=${check}`
  );
}

/** Which entry a cursor is of; undefined: it is none of this life. */
export function sequenceOfCursor(seed: number, cursor: string): number | undefined {
  const match = /^s=([0-9a-f]{32});i=([0-9a-f]{1,13});/.exec(cursor);
  return match?.[1] === idOf(seed, 'sequence') ? Number.parseInt(match[2] ?? '', 16) : undefined;
}

/** The entry as journalctl prints it with `-o export`. Source: Journal Export Format. */
export function demoExport(seed: number, entry: DemoEntry, sequence: number): Buffer {
  const isKernel = entry.unit === '';
  const lines = [
    `__CURSOR=${demoCursor(seed, entry, sequence)}`,
    `__REALTIME_TIMESTAMP=${String(entry.unixUs)}`,
    `__MONOTONIC_TIMESTAMP=${String(entry.unixUs - BOOTED_UNIX_US)}`,
    `_BOOT_ID=${idOf(seed, 'boot')}`,
    `_MACHINE_ID=${idOf(seed, 'machine')}`,
    `_HOSTNAME=${DEMO_HOST}`,
    `PRIORITY=${String(entry.severity)}`,
    `SYSLOG_IDENTIFIER=${entry.identifier}`,
    `_TRANSPORT=${isKernel ? 'kernel' : 'journal'}`,
    ...(isKernel
      ? []
      : [`_SYSTEMD_UNIT=${entry.unit}`, `_PID=${String(entry.pid)}`, `_COMM=${entry.identifier}`]),
  ];
  const head = Buffer.from(`${lines.join('\n')}\n`, 'utf8');
  const text = Buffer.from(entry.message, 'utf8');
  if (!entry.message.includes('\n')) {
    return Buffer.concat([head, Buffer.from('MESSAGE='), text, Buffer.from('\n\n')]);
  }
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([head, Buffer.from('MESSAGE\n'), size, text, Buffer.from('\n\n')]);
}

function idOf(seed: number, what: string): string {
  return createHash('sha256')
    .update(`hydrant demo ${what} ${String(seed)}`)
    .digest('hex')
    .slice(0, 32);
}
