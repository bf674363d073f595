import type { Dictionaries } from '../../store/dictionaries.ts';

/** What the parser does with a field. */
export const CURSOR = 1;
export const REALTIME = 2;
export const MONOTONIC = 3;
export const SEQNUM = 4;
export const SEQNUM_ID = 5;
export const PRIORITY = 6;
export const MESSAGE = 7;
export const PID = 8;
export const SYSLOG_PID = 9;
export const SOURCE_TIME = 10;
/** Says where an entry comes from and hardly changes: part of the origin. */
export const CONSTANT = 11;
export const OTHER = 12;

const SPECIAL: readonly (readonly [string, number])[] = [
  ['__CURSOR', CURSOR],
  ['__REALTIME_TIMESTAMP', REALTIME],
  ['__MONOTONIC_TIMESTAMP', MONOTONIC],
  ['__SEQNUM', SEQNUM],
  ['__SEQNUM_ID', SEQNUM_ID],
  ['PRIORITY', PRIORITY],
  ['MESSAGE', MESSAGE],
  ['_PID', PID],
  ['SYSLOG_PID', SYSLOG_PID],
  ['_SOURCE_REALTIME_TIMESTAMP', SOURCE_TIME],
];

/** Source of the names: systemd.journal-fields(7). A field that is wrongly listed here costs space, never correctness. */
export const CONSTANT_NAMES: readonly string[] =
  `_BOOT_ID _MACHINE_ID _HOSTNAME _RUNTIME_SCOPE _TRANSPORT _NAMESPACE _UID _GID _COMM _EXE _CMDLINE _CAP_EFFECTIVE
  _SELINUX_CONTEXT _AUDIT_SESSION _AUDIT_LOGINUID _SYSTEMD_CGROUP _SYSTEMD_UNIT _SYSTEMD_USER_UNIT _SYSTEMD_SLICE
  _SYSTEMD_USER_SLICE _SYSTEMD_SESSION _SYSTEMD_OWNER_UID _SYSTEMD_INVOCATION_ID _STREAM_ID _LINE_BREAK
  _KERNEL_SUBSYSTEM SYSLOG_FACILITY SYSLOG_IDENTIFIER UNIT USER_UNIT MESSAGE_ID CODE_FILE CODE_LINE CODE_FUNC`.split(
    /\s+/,
  );

export interface JournalField {
  name: string;
  kind: number;
  /** Number in the store's dictionary; undefined when the dictionary is full. */
  id: number | undefined;
}

interface Slot extends JournalField {
  bytes: Uint8Array;
  hash: number;
  next: Slot | undefined;
}

const BUCKETS = 1024;
const MAX_LEARNT = 4096;
/** Source: systemd, journal_field_valid(): 1 to 64 capitals, digits and underscores, not beginning with a digit. */
const VALID_NAME = /^[A-Z_][A-Z0-9_]{0,63}$/;

/** One step of the hash over a name's bytes; start with 0. */
export function hashStep(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}

/** Recognises field names by their bytes, without making strings, and learns those it meets. */
export class JournalFields {
  readonly #dictionaries: Dictionaries;
  readonly #buckets: (Slot | undefined)[] = Array.from({ length: BUCKETS });
  #learnt = 0;

  constructor(dictionaries: Dictionaries) {
    this.#dictionaries = dictionaries;
    for (const [name, kind] of SPECIAL) this.#learn(name, kind);
    for (const name of CONSTANT_NAMES) this.#learn(name, CONSTANT);
  }

  /** The field whose name is `buffer[start, end)`; `hash` is hashStep over these bytes. undefined: no valid field name. */
  recognise(buffer: Buffer, start: number, end: number, hash: number): JournalField | undefined {
    const size = end - start;
    let slot = this.#buckets[hash & (BUCKETS - 1)];
    while (slot !== undefined) {
      if (slot.hash === hash && slot.bytes.length === size) {
        const bytes = slot.bytes;
        let i = 0;
        while (i < size && bytes[i] === buffer[start + i]) i += 1;
        if (i === size) return slot;
      }
      slot = slot.next;
    }
    const name = buffer.toString('latin1', start, end);
    if (!VALID_NAME.test(name)) return undefined;
    if (this.#learnt >= MAX_LEARNT) return { name, kind: OTHER, id: this.#dictionaries.fieldNameId(name) };
    return this.#learn(name, OTHER);
  }

  #learn(name: string, kind: number): JournalField {
    const bytes = Buffer.from(name, 'latin1');
    let hash = 0;
    for (const byte of bytes) hash = hashStep(hash, byte);
    const bucket = hash & (BUCKETS - 1);
    const slot: Slot = {
      name,
      kind,
      id: this.#dictionaries.fieldNameId(name),
      bytes,
      hash,
      next: this.#buckets[bucket],
    };
    this.#buckets[bucket] = slot;
    this.#learnt += 1;
    return slot;
  }
}
