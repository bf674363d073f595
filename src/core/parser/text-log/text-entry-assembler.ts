import { isUtf8 } from 'node:buffer';
import { SEVERITY_NAMES } from '#contract/severity.ts';
import type { EntryDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { BoundedCache } from '../../store/bounded-cache.ts';
import { FieldEncoder, FORM_INLINE_NAME } from '../../store/field-codec.ts';
import { FileOrigins, type OriginField } from '../exported-file/file-origins.ts';
import type { OriginNames } from '../journal/journal-origin.ts';
import { decodeBytes, decodeUtf8 } from './decode-bytes.ts';
import type { EntryHeading } from './entry-heading.ts';
import { wtf8 } from './formats/json-text.ts';
import type { EntryTimes } from './times/entry-times.ts';
import type { WrittenTime } from './times/written-time.ts';

const PID = /^(?:0|[1-9]\d{0,9})$/;
const MAX_PID = 2 ** 31 - 1;
/** Of a raw field's name, in UTF-16 code units: the longest that a view or an export can ask for. */
const MAX_NAME_LENGTH = 256;
/** A raw severity is shown beside the entry. */
const MAX_STATED_LENGTH = 64;
const UNNAMED = 'unnamed';
/** As FileOrigins remembers. */
const CAPACITY = 20_000;

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
  /** Origins by what an entry says of itself: cheaper than to encode its fields for each. */
  readonly #known = new BoundedCache<string, number>(CAPACITY);
  readonly #shared: { name: string; value: string }[] = [];
  readonly #zoneAssumed: string;

  constructor(options: TextEntryAssemblerOptions) {
    this.draft = options.draft;
    this.#options = options;
    this.#origins = new FileOrigins(options.dictionaries, options.sourceId);
    this.#zoneAssumed = `zone ${options.timeZone}`;
  }

  /** @param line - The first line of the entry, as the heading was read from it. @throws what SQLite throws when it cannot keep a new name. */
  assemble(heading: EntryHeading, line: string, record: RecordBytes, times: EntryTimes): void {
    const { draft } = this;
    this.#rest.clear();
    this.#shared.length = 0;
    for (let index = 0; index < heading.fieldCount; index += 1) {
      const { name, value, isShared } = heading.field(index);
      if (isShared) this.#shared.push({ name, value });
      else this.#keep(heading, name, value);
    }
    this.#setTime(heading, times);
    this.#setSeverity(heading);
    draft.pid = null;
    if (PID.test(heading.pid) && Number(heading.pid) <= MAX_PID) draft.pid = Number(heading.pid);
    else if (heading.pid !== '') this.#keep(heading, 'PID', heading.pid);
    const host = this.#nameOf(heading, 'host', heading.host) || this.#options.host;
    const unit = this.#nameOf(heading, 'unit', heading.unit);
    const identifier = this.#nameOf(heading, 'identifier', heading.identifier) || this.#options.identifier;
    draft.originId = this.#originOf(heading, { host, unit, identifier });
    draft.message = messageOf(heading, line, record);
    draft.rest = this.#rest.copyOut();
    draft.monotonicUs = null;
    draft.sizeBytes = 200 + (draft.message?.length ?? 0) + this.#rest.length;
  }

  /** What had to be assumed is said once for all entries of an origin: with it the time as written can be told from the moment. */
  #setTime(heading: EntryHeading, times: EntryTimes): void {
    const { time } = heading;
    this.draft.timeUnixUs = times.resolve(time);
    if (time.saysMore) this.#keep(heading, heading.timeName, time.text);
    const assumed = this.#assumedOf(time, times);
    if (assumed !== '') this.#shared.push({ name: 'TIME_ASSUMED', value: assumed });
  }

  #assumedOf(time: WrittenTime, times: EntryTimes): string {
    if (!time.isWritten) return times.standIn;
    if (time.unixUs >= 0) return '';
    const zone = time.offsetMinutes === undefined ? this.#zoneAssumed : '';
    if (time.year !== 0) return zone;
    return zone === '' ? 'year' : `year, ${zone}`;
  }

  /** A word that is no severity is what the source said, and the logic makes info of it. */
  #setSeverity(heading: EntryHeading): void {
    const { draft } = this;
    const { severity } = heading;
    const stated = heading.isBytes ? toUtf8(heading.statedSeverity) : heading.statedSeverity;
    const shown =
      stated.length > MAX_STATED_LENGTH ? `${stated.slice(0, MAX_STATED_LENGTH).toWellFormed()}…` : stated;
    draft.hasCommonSeverity = severity !== undefined;
    const said = shown === '' ? heading.impliedSeverity : shown;
    draft.statedSeverity = said === '' ? undefined : said;
    if (severity === undefined) {
      if (shown !== stated) this.#keep(heading, 'SEVERITY', heading.statedSeverity);
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
    if (!isUtf8(bytes)) this.#keep(heading, role, value);
    return bytes.toString('utf8');
  }

  #originOf(heading: EntryHeading, names: OriginNames): number {
    const { host, unit, identifier } = names;
    // With lengths, as any character can be part of a name.
    let key = `${String(host.length)} ${String(unit.length)} ${String(identifier.length)} ${host}${unit}${identifier}`;
    if (heading.isBytes) key += '\n';
    for (const { name, value } of this.#shared)
      key += `${String(name.length)} ${String(value.length)} ${name}${value}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const fields: OriginField[] = [];
    for (const { name, value } of this.#shared) {
      const text = nameText(heading, name);
      const id = this.#fieldId(text);
      if (id === undefined) this.#keep(heading, name, value);
      else fields.push({ id, name: text, bytes: valueBytes(heading, value) });
    }
    const origin = this.#origins.find(names, fields);
    // A field without a number is in the entry itself, so each such entry has to come here.
    if (fields.length === this.#shared.length) this.#known.set(key, origin);
    return origin;
  }

  /** undefined: the name is too long, or there are too many names. */
  #fieldId(text: string): number | undefined {
    return text.length > MAX_NAME_LENGTH ? undefined : this.#options.dictionaries.fieldNameId(text);
  }

  #keep(heading: EntryHeading, name: string, value: string): void {
    const text = nameText(heading, name);
    const id = this.#fieldId(text);
    if (id === undefined) {
      const named = Buffer.concat([Buffer.from(`${text}=`, 'utf8'), valueBytes(heading, value)]);
      this.#rest.addField(FORM_INLINE_NAME, named, 0, named.length);
    } else if (!heading.isBytes && value.isWellFormed()) this.#rest.addText(id, value);
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
