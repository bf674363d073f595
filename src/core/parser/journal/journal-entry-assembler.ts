import { isUtf8 } from 'node:buffer';
import type { EntryDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import {
  FORM_INLINE_NAME,
  FORM_PID_FROM_SYSLOG,
  FORM_SEQNUM,
  FORM_SEQNUM_ID,
  FORM_SYSLOG_PID_SAME,
  FieldEncoder,
} from '../../store/field-codec.ts';
import { CursorReader } from './cursor-reader.ts';
import type { JournalField } from './journal-fields.ts';
import * as kinds from './journal-fields.ts';

const MAX_PID = 2 ** 31 - 1;
/** As in a cursor: the difference of two such numbers, doubled for its sign, is still exact. In microseconds: the year 2112. */
const MAX_EXACT = 2 ** 52;
const LEVELS = ['0', '1', '2', '3', '4', '5', '6', '7'];
/** A raw severity is shown beside the entry: the field itself is kept whole. */
const MAX_STATED_BYTES = 64;
const REPLACEMENT = '\uFFFD';

/** Builds a draft of the fields of one entry, except those that belong to its origin. */
export class JournalEntryAssembler {
  readonly draft: EntryDraft;
  readonly cursor: CursorReader;
  hasCursor = false;
  hasTime = false;

  readonly #rest = new FieldEncoder();
  #hasMessage = false;
  #hasPid = false;
  #syslogPid = -1;
  #syslogPidField: JournalField | undefined;
  #seqnumField: JournalField | undefined;
  #seqnumIdField: JournalField | undefined;
  #hasSecondCursor = false;
  #hasSourceTime = false;
  #sourceTimeUs = -1;
  readonly #priorities: string[] = [];
  #isPriorityInColumn = false;
  #cursorStart = 0;
  #cursorEnd = 0;

  constructor(draft: EntryDraft, dictionaries: Dictionaries) {
    this.draft = draft;
    this.cursor = new CursorReader(dictionaries);
  }

  begin(): void {
    const draft = this.draft;
    draft.message = null;
    draft.statedSeverity = undefined;
    draft.pid = null;
    draft.monotonicUs = null;
    this.#rest.clear();
    this.hasCursor = false;
    this.hasTime = false;
    this.#hasMessage = false;
    this.#hasPid = false;
    this.#syslogPid = -1;
    this.#syslogPidField = undefined;
    this.#seqnumField = undefined;
    this.#seqnumIdField = undefined;
    this.#hasSecondCursor = false;
    this.#hasSourceTime = false;
    this.#sourceTimeUs = -1;
    this.#priorities.length = 0;
    this.#isPriorityInColumn = false;
  }

  take(buffer: Buffer, field: JournalField, start: number, end: number): void {
    const draft = this.draft;
    switch (field.kind) {
      case kinds.MESSAGE:
        if (this.#hasMessage) break;
        this.#hasMessage = true;
        draft.message = readMessage(buffer, start, end);
        return;
      case kinds.PRIORITY:
        this.#takePriority(buffer, field, start, end);
        return;
      case kinds.CURSOR:
        if (this.hasCursor) {
          this.#hasSecondCursor = true;
          return;
        }
        this.hasCursor = true;
        this.#cursorStart = start;
        this.#cursorEnd = end;
        this.cursor.read(buffer, start, end);
        return;
      case kinds.REALTIME: {
        const time = readDecimal(buffer, start, end);
        if (this.hasTime || time < 0) break;
        this.hasTime = true;
        draft.timeUnixUs = time;
        return;
      }
      case kinds.MONOTONIC: {
        const time = readDecimal(buffer, start, end);
        if (draft.monotonicUs !== null || time < 0) break;
        draft.monotonicUs = time;
        return;
      }
      case kinds.SEQNUM:
        if (!this.hasCursor || this.cursor.isOpaque || this.#seqnumField !== undefined) break;
        if (readDecimal(buffer, start, end) !== this.cursor.sequence) break;
        this.#seqnumField = field;
        return;
      case kinds.SEQNUM_ID:
        if (!this.hasCursor || this.#seqnumIdField !== undefined) break;
        if (!this.cursor.isSequenceId(buffer, start, end)) break;
        this.#seqnumIdField = field;
        return;
      case kinds.PID: {
        const pid = readDecimal(buffer, start, end);
        if (this.#hasPid || pid < 0 || pid > MAX_PID) break;
        this.#hasPid = true;
        draft.pid = pid;
        return;
      }
      case kinds.SYSLOG_PID: {
        const pid = readDecimal(buffer, start, end);
        if (this.#syslogPid >= 0 || pid < 0 || pid > MAX_PID) break;
        this.#syslogPid = pid;
        this.#syslogPidField = field;
        return;
      }
      case kinds.SOURCE_TIME: {
        const time = readDecimal(buffer, start, end);
        if (this.#hasSourceTime || time < 0) break;
        this.#hasSourceTime = true;
        this.#sourceTimeUs = time;
        return;
      }
      default:
    }
    this.#keep(buffer, field, start, end);
  }

  /** The text of the entry's cursor; '' when it has none. */
  cursorText(buffer: Buffer): string {
    return this.hasCursor ? buffer.toString('latin1', this.#cursorStart, this.#cursorEnd) : '';
  }

  /** Puts the pieces together. undefined: done; else why this is no entry. */
  finish(buffer: Buffer): string | undefined {
    if (!this.hasCursor) return 'an entry has no __CURSOR';
    // Never printed by journalctl: the end of one entry and the beginning of the next are missing between them.
    if (this.#hasSecondCursor) return 'an entry has two cursors';
    if (!this.hasTime) return 'an entry has no __REALTIME_TIMESTAMP';
    const { draft, cursor } = this;
    const isUsual = cursor.timeUnixUs === draft.timeUnixUs && cursor.monotonicUs === draft.monotonicUs;
    this.#addSequence(isUsual);
    if (!isUsual) cursor.keepAsText(buffer, this.#cursorStart, this.#cursorEnd);
    draft.streamId = cursor.streamId;
    draft.sequence = cursor.sequence;
    draft.checkLow = cursor.checkLow;
    draft.checkHigh = cursor.checkHigh;
    const priorities = this.#priorities;
    if (priorities.length === 1) draft.statedSeverity = priorities[0];
    else if (priorities.length > 1) draft.statedSeverity = priorities.join(',');
    if (this.#syslogPid >= 0) {
      if (draft.pid === null) {
        draft.pid = this.#syslogPid;
        this.#rest.addForm(FORM_PID_FROM_SYSLOG);
      } else if (draft.pid === this.#syslogPid) this.#rest.addForm(FORM_SYSLOG_PID_SAME);
      else this.#keepText(this.#syslogPidField, String(this.#syslogPid));
    }
    if (this.#hasSourceTime) this.#rest.addSourceTime(draft.timeUnixUs - this.#sourceTimeUs);
    draft.rest = this.#rest.copyOut();
    const message = draft.message;
    draft.sizeBytes = 200 + (message === null ? 0 : message.length) + this.#rest.length;
    return undefined;
  }

  #takePriority(buffer: Buffer, field: JournalField, start: number, end: number): void {
    const byte = buffer[start] as number;
    const plain = end - start === 1 ? LEVELS[byte - 48] : undefined;
    const isPlain = plain !== undefined;
    const text = plain ?? readStart(buffer, start, end);
    // One plain level needs no field of its own: the column says it. Of several values all are kept.
    if (this.#priorities.length === 1 && this.#isPriorityInColumn) {
      this.#isPriorityInColumn = false;
      this.#keepText(field, this.#priorities[0] ?? '');
    }
    if (this.#priorities.length === 0 && isPlain) this.#isPriorityInColumn = true;
    else this.#keep(buffer, field, start, end);
    if (this.#priorities.length < 16) this.#priorities.push(text);
    else if (this.#priorities.length === 16) this.#priorities.push('…');
  }

  /** A cursor that is kept as text does not give its numbers back. */
  #addSequence(isInCursor: boolean): void {
    const { cursor } = this;
    if (isInCursor) {
      if (this.#seqnumField !== undefined) this.#rest.addForm(FORM_SEQNUM);
      if (this.#seqnumIdField !== undefined) this.#rest.addForm(FORM_SEQNUM_ID);
      return;
    }
    this.#keepText(this.#seqnumField, String(cursor.sequence));
    this.#keepText(this.#seqnumIdField, cursor.sequenceId);
  }

  /** Nothing when there is no such field. */
  #keepText(field: JournalField | undefined, text: string): void {
    if (field === undefined) return;
    const bytes = Buffer.from(text, 'utf8');
    this.#keep(bytes, field, 0, bytes.length);
  }

  #keep(buffer: Buffer, field: JournalField, start: number, end: number): void {
    if (field.id !== undefined) {
      this.#rest.addField(field.id, buffer, start, end);
      return;
    }
    const named = Buffer.concat([Buffer.from(`${field.name}=`, 'latin1'), buffer.subarray(start, end)]);
    this.#rest.addField(FORM_INLINE_NAME, named, 0, named.length);
  }
}

/** A string when the bytes are UTF-8, which a string then gives back byte for byte; else a copy of the bytes. */
function readMessage(buffer: Buffer, start: number, end: number): string | Buffer {
  const text = buffer.toString('utf8', start, end);
  if (text.includes(REPLACEMENT) && !isUtf8(buffer.subarray(start, end))) {
    return Buffer.copyBytesFrom(buffer, start, end - start);
  }
  return text;
}

function readStart(buffer: Buffer, start: number, end: number): string {
  if (end - start <= MAX_STATED_BYTES) return buffer.toString('utf8', start, end);
  return `${buffer.toString('utf8', start, start + MAX_STATED_BYTES)}…`;
}

/** A canonical decimal number up to MAX_EXACT; -1 for anything else. */
function readDecimal(buffer: Buffer, start: number, end: number): number {
  const digits = end - start;
  if (digits === 0 || digits > 16 || (digits > 1 && buffer[start] === 48)) return -1;
  let value = 0;
  for (let i = start; i < end; i += 1) {
    const digit = (buffer[i] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value <= MAX_EXACT ? value : -1;
}
