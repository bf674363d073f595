import { isUtf8 } from 'node:buffer';
import { SEVERITY_NAMES } from '#contract/severity.ts';
import type { EntryDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { FieldEncoder, FORM_INLINE_NAME } from '../../store/field-codec.ts';
import { FileOrigins, type OriginField } from '../exported-file/file-origins.ts';
import { decodeBytes, decodeUtf8 } from './decode-bytes.ts';
import type { EntryHeading } from './entry-heading.ts';
import { wtf8 } from './formats/json-text.ts';
import type { TimeResolver } from './times/time-resolver.ts';

const PID = /^(?:0|[1-9]\d{0,9})$/;
const MAX_PID = 2 ** 31 - 1;
/** Of a raw field's name, in UTF-16 code units: the longest that a view or an export can ask for. */
const MAX_NAME_LENGTH = 256;
/** A raw severity is shown beside the entry. */
const MAX_STATED_LENGTH = 64;
const UNNAMED = 'unnamed';

/** Where the lines of an entry stand in memory. */
export interface RecordBytes {
  bytes: Buffer;
  start: number;
  /** Of its first line, without line end. */
  firstLineEnd: number;
  /** Of its last line, without line end. */
  end: number;
}

export interface TextEntryAssemblerOptions {
  draft: EntryDraft;
  dictionaries: Dictionaries;
  sourceId: number;
  timeZone: string;
  host: string;
  identifier: string;
}

/** Builds a draft of a heading and the lines of its entry. */
export class TextEntryAssembler {
  readonly draft: EntryDraft;
  readonly #options: TextEntryAssemblerOptions;
  readonly #origins: FileOrigins;
  readonly #rest = new FieldEncoder();
  readonly #originFields: OriginField[] = [];

  constructor(options: TextEntryAssemblerOptions) {
    this.draft = options.draft;
    this.#options = options;
    this.#origins = new FileOrigins(options.dictionaries, options.sourceId);
  }

  /** @param line - The first line of the entry, as the heading was read from it. @throws what SQLite throws when it cannot keep a new name. */
  assemble(heading: EntryHeading, line: string, record: RecordBytes, times: TimeResolver): void {
    const { draft } = this;
    this.#rest.clear();
    this.#originFields.length = 0;
    for (let index = 0; index < heading.fieldCount; index += 1) {
      const { name, value, isShared } = heading.field(index);
      this.#keep(heading, name, value, isShared);
    }
    this.#setTime(heading, times);
    this.#setSeverity(heading);
    draft.pid = null;
    if (PID.test(heading.pid) && Number(heading.pid) <= MAX_PID) draft.pid = Number(heading.pid);
    else if (heading.pid !== '') this.#keep(heading, 'PID', heading.pid, false);
    const names = {
      host: this.#nameOf(heading, 'host', heading.host) || this.#options.host,
      unit: this.#nameOf(heading, 'unit', heading.unit),
      identifier: this.#nameOf(heading, 'identifier', heading.identifier) || this.#options.identifier,
    };
    draft.originId = this.#origins.find(names, this.#originFields);
    draft.message = messageOf(heading, line, record);
    draft.rest = this.#rest.copyOut();
    draft.monotonicUs = null;
    draft.sizeBytes = 200 + (draft.message?.length ?? 0) + this.#rest.length;
  }

  /** What had to be assumed is said once for all entries of an origin: with it the time as written can be told from the moment. */
  #setTime(heading: EntryHeading, times: TimeResolver): void {
    const { time } = heading;
    this.draft.timeUnixUs = times.resolve(time);
    if (time.saysMore) this.#keep(heading, heading.timeName, time.text, false);
    if (!time.isWritten) {
      this.#keep(heading, 'TIME_ASSUMED', times.lastEntryUnixUs === null ? 'file' : 'entry before', true);
      return;
    }
    if (time.unixUs >= 0 || (time.year !== 0 && time.offsetMinutes !== undefined)) return;
    const zone = time.offsetMinutes === undefined ? [`zone ${this.#options.timeZone}`] : [];
    const assumed = time.year === 0 ? ['year', ...zone] : zone;
    this.#keep(heading, 'TIME_ASSUMED', assumed.join(', '), true);
  }

  /** A word that is no severity is what the source said, and the logic makes info of it. */
  #setSeverity(heading: EntryHeading): void {
    const { draft } = this;
    const { severity } = heading;
    const stated = heading.isBytes ? toUtf8(heading.statedSeverity) : heading.statedSeverity;
    const shown =
      stated.length > MAX_STATED_LENGTH ? `${stated.slice(0, MAX_STATED_LENGTH).toWellFormed()}…` : stated;
    draft.hasCommonSeverity = severity !== undefined;
    draft.statedSeverity = severity === undefined && shown !== '' ? shown : undefined;
    if (severity === undefined) {
      if (shown !== stated) this.#keep(heading, 'SEVERITY', heading.statedSeverity, false);
      return;
    }
    draft.severity = severity;
    const saysTheSame = stated === '' || stated.toLowerCase() === SEVERITY_NAMES[severity];
    draft.rawSeverity = saysTheSame ? null : shown;
  }

  /** Names are texts; where the bytes are none, they are kept beside it. */
  #nameOf(heading: EntryHeading, role: string, value: string): string {
    if (!heading.isBytes) return value.toWellFormed();
    const bytes = Buffer.from(value, 'latin1');
    if (!isUtf8(bytes)) this.#keep(heading, role, value, false);
    return bytes.toString('utf8');
  }

  #keep(heading: EntryHeading, name: string, value: string, isShared: boolean): void {
    const isPlain = !heading.isBytes && value.isWellFormed();
    const { dictionaries } = this.#options;
    const text = nameText(heading, name);
    const id = text.length > MAX_NAME_LENGTH ? undefined : dictionaries.fieldNameId(text);
    if (id === undefined) {
      const named = Buffer.concat([Buffer.from(`${text}=`, 'utf8'), valueBytes(heading, value)]);
      this.#rest.addField(FORM_INLINE_NAME, named, 0, named.length);
    } else if (isShared) this.#originFields.push({ id, name: text, bytes: valueBytes(heading, value) });
    else if (isPlain) this.#rest.addText(id, value);
    else {
      const bytes = valueBytes(heading, value);
      this.#rest.addField(id, bytes, 0, bytes.length);
    }
  }
}

function nameText(heading: EntryHeading, name: string): string {
  if (name === '') return UNNAMED;
  return heading.isBytes ? toUtf8(name) : name.toWellFormed();
}

function toUtf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

function valueBytes(heading: EntryHeading, value: string): Buffer {
  return heading.isBytes ? Buffer.from(value, 'latin1') : wtf8(value);
}

function messageOf(heading: EntryHeading, line: string, record: RecordBytes): string | Buffer | null {
  const { bytes, start, firstLineEnd, end } = record;
  const { messageStart, message, isBytes } = heading;
  if (messageStart >= 0) {
    if (firstLineEnd === end && !isBytes) return line.slice(messageStart);
    const lead = isBytes ? messageStart : Buffer.byteLength(line.slice(0, messageStart));
    return decodeBytes(bytes, start + lead, end);
  }
  if (firstLineEnd === end) {
    if (message === null || (!isBytes && message.isWellFormed())) return message;
    const own = valueBytes(heading, message);
    return decodeUtf8(own, 0, own.length) ?? own;
  }
  const further = bytes.subarray(firstLineEnd, end);
  const whole = Buffer.concat([message === null ? Buffer.alloc(0) : valueBytes(heading, message), further]);
  return decodeBytes(whole, 0, whole.length);
}
