import { unescapeKernelText } from './unescape-kernel-text.ts';

/** One record of the kernel's log as /dev/kmsg prints it. */
export interface KernelRecord {
  /** 0 to 7: the lowest three bits of the prefix. */
  level: number;
  /** The rest of the prefix: 0 the kernel itself, else who wrote it from outside (RFC 5424, table 1). */
  facility: number;
  sequence: number;
  /** Microseconds since the start of the machine, without the time it slept. */
  monotonicUs: number;
  /** `-`: a whole line; `c` and `+`: a fragment of one. */
  flags: string;
  /** What later kernels put behind the flags: `caller=T1234`. */
  extras: readonly string[];
  /** Its bytes, unescaped. */
  message: Buffer;
  /** The lines below, `KEY=value`, escapes and all, without the blank that they begin with. */
  context: readonly Buffer[];
}

const LF = 10;
const SEMICOLON = 59;
/** `prefix,sequence,timestamp,flags` and what may follow, in any kernel from 3.5 on. Numbers as a 64-bit kernel can print them. */
const HEADER = /^(\d{1,10}),(\d{1,20}),(\d{1,20}),([^,]*)((?:,[^,]*)*)$/;
/** Numbers above this are not exact in the store's columns. */
const MAX_SEQUENCE = 2 ** 52;
/** 71 years: with the time of the start it is exact, too. */
const MAX_MONOTONIC_US = 2 ** 51;
/** A header takes some 40 bytes. */
const MAX_HEADER_BYTES = 1024;

/**
 * Reads the bytes of one record, its line ends included; a text when they are none: the reason, for people.
 * Source: Documentation/ABI/testing/dev-kmsg: `prefix,sequence,timestamp,flags[,more…];message`, then ` KEY=value` lines.
 */
export function readKernelRecord(bytes: Buffer): KernelRecord | string {
  if (bytes.at(-1) !== LF) return 'the record has no line end: it is cut short';
  const semicolon = bytes.subarray(0, MAX_HEADER_BYTES).indexOf(SEMICOLON);
  const header = HEADER.exec(bytes.toString('latin1', 0, Math.max(0, semicolon)));
  if (header === null) return 'the line does not begin as a record of the kernel’s log does';
  const [, prefix = '', sequence = '', monotonic = '', flags = '', more = ''] = header;
  if (Number(sequence) > MAX_SEQUENCE) return 'the sequence number of the record is too large';
  if (Number(monotonic) > MAX_MONOTONIC_US) return 'the time of the record is too large';
  const messageEnd = bytes.indexOf(LF, semicolon);
  return {
    level: Number(prefix) % 8,
    facility: Math.floor(Number(prefix) / 8),
    sequence: Number(sequence),
    monotonicUs: Number(monotonic),
    flags,
    extras: more === '' ? [] : more.slice(1).split(','),
    message: unescapeKernelText(bytes.subarray(semicolon + 1, messageEnd)),
    context: linesOf(bytes.subarray(messageEnd + 1)),
  };
}

/** The lines below a record's first, each of which begins with a blank. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LF, start);
    lines.push(bytes.subarray(start + 1, end));
    start = end + 1;
  }
  return lines;
}
