import { isUtf8 } from 'node:buffer';
import type { KernelBoot } from '../../listener/kernel/kernel-boot.ts';
import { emptyDraft, type EntryDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { FORM_INLINE_NAME, FieldEncoder } from '../../store/field-codec.ts';
import { FileOrigins, type OriginField } from '../exported-file/file-origins.ts';
import type { KernelPosition } from './kernel-position.ts';
import { kernelStreamKey } from './kernel-position.ts';
import type { KernelRecord } from './kernel-record.ts';
import { unescapeKernelText } from './unescape-kernel-text.ts';

const KERNEL = 'kernel';
const MAX_PID = 2 ** 31 - 1;
const EQUALS = 61;
/**
 * As journald reads who wrote a line into /dev/kmsg: `systemd[1]: Started …`. Source: systemd, syslog_parse_identifier(). What is no such
 * tag to the letter, so that it can be put together again, stays a part of the message.
 */
const TAG = /^([!-9;-Z\\^-~]{1,64})(?:\[(0|[1-9]\d{0,9})\])?: /;
/** Bytes in which a tag has its place. */
const MAX_TAG_BYTES = 80;
/** What a key of the context may be, so that it makes the name of a field as journald has it: `_KERNEL_SUBSYSTEM`. */
const CONTEXT_KEY = /^[A-Z][A-Z0-9_]{0,55}$/;
const CALLER = 'caller=';
const NO_FIELDS: readonly OriginField[] = [];

/**
 * Builds a draft of a record. Its fields get the names that journald gives them, so that the same queries find them: `_BOOT_ID`,
 * `_TRANSPORT`, `SYSLOG_FACILITY`, `SYSLOG_IDENTIFIER`, `_KERNEL_SUBSYSTEM`, `_KERNEL_DEVICE`; what journald leaves out has names of its own, `KMSG_…`.
 */
export class KernelEntryAssembler {
  readonly #draft = emptyDraft();
  readonly #dictionaries: Dictionaries;
  readonly #origins: FileOrigins;
  readonly #rest = new FieldEncoder();

  constructor(dictionaries: Dictionaries, sourceId: number) {
    this.#dictionaries = dictionaries;
    this.#origins = new FileOrigins(dictionaries, sourceId);
  }

  /** @returns the same draft each time. @throws what SQLite throws when it cannot keep a new name. */
  assemble(record: KernelRecord, position: KernelPosition, boot: KernelBoot): EntryDraft {
    const draft = this.#draft;
    this.#rest.clear();
    const author = authorOf(record);
    draft.timeUnixUs = position.timeUnixUs;
    draft.monotonicUs = position.monotonicUs;
    draft.statedSeverity = String(record.level);
    draft.pid = author.pid;
    draft.streamId = this.#dictionaries.streamId(kernelStreamKey(position.bootId));
    draft.sequence = position.sequence;
    draft.checkLow = position.checkLow;
    draft.checkHigh = position.checkHigh;
    draft.message = textOf(author.text);
    draft.originId = this.#origins.find(
      { host: boot.host, unit: '', identifier: author.identifier },
      this.#originFields(record, boot, author),
    );
    for (const line of record.context) this.#keepContext(line);
    if (record.flags !== '-') this.#keep('KMSG_FLAGS', Buffer.from(record.flags, 'latin1'));
    for (const extra of record.extras) this.#keepExtra(extra);
    draft.rest = this.#rest.copyOut();
    draft.sizeBytes = 200 + record.message.length + this.#rest.length;
    return draft;
  }

  /** They are the same for thousands of records. */
  #originFields(record: KernelRecord, boot: KernelBoot, author: Author): readonly OriginField[] {
    const texts: [name: string, text: string][] = [
      ['_BOOT_ID', boot.bootId],
      ['_TRANSPORT', KERNEL],
      ['SYSLOG_FACILITY', String(record.facility)],
    ];
    if (author.hasTag) texts.push(['SYSLOG_IDENTIFIER', author.identifier]);
    return texts.flatMap(([name, text]) => {
      const bytes = Buffer.from(text, 'latin1');
      const id = this.#dictionaries.fieldNameId(name);
      if (id !== undefined) return [{ id, name, bytes }];
      this.#keep(name, bytes);
      return NO_FIELDS;
    });
  }

  /** The escapes stay where a line is kept whole. */
  #keepContext(line: Buffer): void {
    const equals = line.indexOf(EQUALS);
    const key = line.toString('latin1', 0, Math.max(0, equals));
    if (CONTEXT_KEY.test(key)) this.#keep(`_KERNEL_${key}`, unescapeKernelText(line.subarray(equals + 1)));
    else this.#keep('KMSG_CONTEXT', line);
  }

  #keepExtra(extra: string): void {
    if (extra.startsWith(CALLER))
      this.#keep('KMSG_CALLER', Buffer.from(extra.slice(CALLER.length), 'latin1'));
    else this.#keep('KMSG_EXTRA', Buffer.from(extra, 'latin1'));
  }

  #keep(name: string, bytes: Buffer): void {
    const id = this.#dictionaries.fieldNameId(name);
    if (id !== undefined) {
      this.#rest.addField(id, bytes, 0, bytes.length);
      return;
    }
    const named = Buffer.concat([Buffer.from(`${name}=`, 'latin1'), bytes]);
    this.#rest.addField(FORM_INLINE_NAME, named, 0, named.length);
  }
}

interface Author {
  identifier: string;
  pid: number | null;
  /** The message begins with who wrote it. */
  hasTag: boolean;
  /** The message without that. */
  text: Buffer;
}

/** Who logged: the kernel, or a program that wrote into /dev/kmsg and put its name first. */
function authorOf({ facility, message }: KernelRecord): Author {
  const tag = facility === 0 ? null : TAG.exec(message.toString('latin1', 0, MAX_TAG_BYTES));
  const pid = tag?.[2] === undefined ? null : Number(tag[2]);
  if (tag === null || (pid ?? 0) > MAX_PID) {
    return { identifier: KERNEL, pid: null, hasTag: false, text: message };
  }
  return { identifier: tag[1] ?? '', pid, hasTag: true, text: message.subarray(tag[0].length) };
}

/** A string when the bytes are UTF-8, which a string then gives back byte for byte; else a copy of the bytes. */
function textOf(bytes: Buffer): string | Buffer {
  return isUtf8(bytes) ? bytes.toString('utf8') : Buffer.copyBytesFrom(bytes);
}
