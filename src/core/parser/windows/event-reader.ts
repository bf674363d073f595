import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { EntryDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { isEqual } from '../byte-sum.ts';
import { readDigits } from '../fixed-time.ts';
import { KeptFields } from '../kept-fields.ts';
import { OriginRuns } from '../origin-runs.ts';
import { TextMemo } from '../text-memo.ts';
import { eventOrigin } from './event-origin.ts';
import { DataMessages, isMissingMessage } from './event-message.ts';
import { EVENT_END, nextEventStart } from './event-marks.ts';
import { EventPaths, type EventPath, type EventRole } from './event-paths.ts';
import { EventWalker, type EventVisitor } from './event-walker.ts';
import { SystemTimeReader } from './system-time.ts';
import { windowsStreamKey } from './windows-position.ts';
import { statedWindowsSeverity, windowsSeverity } from './windows-severity.ts';

/** What an event is: an entry; XML that has no end here, and perhaps has one further on; or neither, for a reason. */
export type ReadEvent = SettledEvent | 'unfinished';
type SettledEvent = 'entry' | { reason: string };

const NAMESPACE = Buffer.from('http://schemas.microsoft.com/win/2004/08/events/event', 'latin1');
const RENDERING = Buffer.from('<RenderingInfo', 'latin1');
const ORIGIN_ROLES: ReadonlySet<EventRole> = new Set(['origin', 'level', 'keywords', 'channel', 'computer']);
/** A number of more digits is not exact. */
const MAX_DIGITS = 16;
const MAX_PID = 2 ** 31 - 1;
/** As in a journal: twice as much is still exact. */
const MAX_EXACT = 2 ** 52;
const MAX_RAW_SEVERITY = 64;
const REPLACEMENT = '\uFFFD';

/** Reads the XML of one event into a draft. */
export class EventReader implements EventVisitor {
  readonly draft: EntryDraft;
  /** Of the entry that was read last. */
  streamKey = '';

  readonly #dictionaries: Dictionaries;
  readonly #paths: EventPaths;
  readonly #walker: EventWalker;
  readonly #messages: DataMessages;
  readonly #origins: OriginRuns;
  readonly #kept = new KeptFields();
  #bytes: Buffer = NAMESPACE;
  #originState = 0;
  /** Of the run of neighbouring elements that belong to the origin; -1: there is none. */
  #runStart = -1;
  #runEnd = -1;
  #isInOrigin = false;
  #hasEmptyMessage = false;
  #hasTime = false;
  /** Where RenderingInfo begins; -1: there is none. */
  #rendering = -1;
  #streamId = 0;
  #streamComputer = '';
  #streamChannel = '';
  readonly #time = new SystemTimeReader();
  readonly #memos = {
    level: new TextMemo(),
    keywords: new TextMemo(),
    channel: new TextMemo(),
    computer: new TextMemo(),
    provider: new TextMemo(),
    eventId: new TextMemo(),
  };
  readonly #texts = { level: '', keywords: '', channel: '', computer: '', provider: '', eventId: '' };

  constructor(draft: EntryDraft, dictionaries: Dictionaries, sourceId: number) {
    this.draft = draft;
    this.#dictionaries = dictionaries;
    this.#paths = new EventPaths(dictionaries);
    this.#walker = new EventWalker(this.#paths);
    this.#messages = new DataMessages(this.#paths);
    this.#origins = new OriginRuns((runs) => eventOrigin(dictionaries, sourceId, this.#paths, runs));
  }

  /** What would end the event that was unfinished. */
  get terminator(): Buffer {
    return this.#walker.tokens.terminator;
  }

  /** Reads `bytes[start, end)`, from `<Event` to `</Event>`. A RenderingInfo that is no XML is kept as it is; the rest is read without it. */
  read(bytes: Buffer, start: number, end: number): ReadEvent {
    this.#begin(bytes);
    const outcome = this.#walker.walk(bytes, start, end, this.#paths.top, this);
    if (outcome === 'unfinished') return 'unfinished';
    if (outcome === 'broken') return this.readLogged(bytes, start, end);
    return this.#finish(sumOf(bytes, start, this.#rendering < 0 ? end : this.#rendering));
  }

  /** Reads what stands before RenderingInfo, and keeps that as one field. */
  readLogged(bytes: Buffer, start: number, end: number): SettledEvent {
    const rendering = renderingStart(bytes, start, end);
    this.#begin(bytes);
    // Another event in it means that the end of this one is missing.
    const isRead =
      rendering < end &&
      nextEventStart(bytes, rendering, end) < 0 &&
      this.#walker.walk(bytes, start, rendering, this.#paths.top, this, true) === 'whole';
    if (!isRead) return { reason: 'the event is no well-formed XML' };
    const id = this.#dictionaries.fieldNameId('RenderingInfo');
    this.#kept.add({ name: 'RenderingInfo', id }, bytes, rendering, end - EVENT_END.length);
    return this.#finish(EventReader.sum(bytes, start, end));
  }

  /** A sum over what was logged: not over its text, which depends on the language and on what is installed. */
  static sum(bytes: Buffer, start: number, end: number): number {
    return sumOf(bytes, start, renderingStart(bytes, start, end));
  }

  open(path: EventPath, parent: EventPath, at: number): void {
    if (path.role === 'rendering') this.#rendering = at;
    if (parent.role !== 'system') return;
    this.#isInOrigin = ORIGIN_ROLES.has(path.role);
    if (!this.#isInOrigin) this.#endRun();
    else if (this.#runStart < 0) this.#runStart = at;
  }

  close(path: EventPath, parent: EventPath, at: number): void {
    if (path.role === 'system') this.#endRun();
    else if (parent.role === 'system' && this.#isInOrigin) {
      this.#runEnd = at;
      this.#isInOrigin = false;
    }
  }

  value(path: EventPath, bytes: Buffer, start: number, end: number): void {
    if (this.#isInOrigin) {
      this.#takeOrigin(path, bytes, start, end);
      return;
    }
    const { draft } = this;
    switch (path.role) {
      case 'namespace':
        if (isEqual(NAMESPACE, bytes, start, end)) return;
        break;
      case 'message':
        if (draft.message === null && !this.#hasEmptyMessage) {
          draft.message = readMessage(bytes, start, end);
          this.#hasEmptyMessage = typeof draft.message === 'string' && isMissingMessage(draft.message);
          if (!this.#hasEmptyMessage) return;
          draft.message = null;
        }
        break;
      case 'time':
        if (!this.#hasTime) draft.timeUnixUs = this.#time.read(bytes, start, end);
        this.#hasTime = true;
        break;
      case 'record-id':
        draft.sequence = readNumber(bytes, start, end, MAX_EXACT) ?? draft.sequence;
        break;
      case 'pid':
        draft.pid = readNumber(bytes, start, end, MAX_PID) ?? draft.pid;
        break;
      default:
    }
    this.#kept.add(path, bytes, start, end);
  }

  #begin(bytes: Buffer): void {
    const { draft } = this;
    this.#bytes = bytes;
    draft.message = null;
    draft.pid = null;
    draft.sequence = 0;
    this.#kept.clear();
    this.#origins.prune();
    this.#originState = 0;
    this.#runStart = -1;
    this.#runEnd = -1;
    this.#isInOrigin = false;
    this.#hasEmptyMessage = false;
    this.#hasTime = false;
    this.#rendering = -1;
    const texts = this.#texts;
    texts.level = '';
    texts.keywords = '';
    texts.channel = '';
    texts.computer = '';
    texts.provider = '';
    texts.eventId = '';
  }

  #takeOrigin(path: EventPath, bytes: Buffer, start: number, end: number): void {
    const texts = this.#texts;
    switch (path.role) {
      case 'level':
      case 'keywords':
      case 'channel':
      case 'computer':
        texts[path.role] = this.#memos[path.role].read(bytes, start, end);
        return;
      default:
        if (path.name === 'EventID') texts.eventId = this.#memos.eventId.read(bytes, start, end);
        else if (path.name === 'Provider.Name') texts.provider = this.#memos.provider.read(bytes, start, end);
    }
  }

  #endRun(): void {
    const start = this.#runStart;
    if (start < 0) return;
    const end = this.#runEnd;
    const bytes = this.#bytes;
    const step = Math.max(1, (end - start) >> 5);
    let sample = end - start;
    for (let at = start; at < end; at += step) sample = (Math.imul(sample, 31) + (bytes[at] as number)) | 0;
    this.#originState = this.#origins.advance(this.#originState, bytes, start, end, sample);
    this.#runStart = -1;
  }

  #finish(sum: number): SettledEvent {
    const { draft } = this;
    const texts = this.#texts;
    if (!this.#hasTime) return { reason: 'it has no TimeCreated with a SystemTime' };
    if (draft.timeUnixUs < 0) {
      return { reason: 'its SystemTime is none that Windows writes, or not between 1970 and 2112' };
    }
    draft.hasCommonSeverity = true;
    const stated = statedWindowsSeverity(texts.level, texts.keywords);
    draft.severity = windowsSeverity(stated);
    draft.rawSeverity = stated.slice(0, MAX_RAW_SEVERITY);
    draft.originId = this.#origins.originOf(this.#originState);
    draft.streamId = this.#findStream(texts.computer, texts.channel);
    draft.checkLow = sum;
    draft.rest = this.#kept.copyOut();
    draft.message ??= this.#messages.of(texts, draft.rest);
    draft.sizeBytes = 200 + draft.message.length + this.#kept.sizeBytes;
    return 'entry';
  }

  #findStream(computer: string, channel: string): number {
    if (this.#streamId === 0 || computer !== this.#streamComputer || channel !== this.#streamChannel) {
      this.streamKey = windowsStreamKey(computer, channel);
      this.#streamId = this.#dictionaries.streamId(this.streamKey);
      this.#streamComputer = computer;
      this.#streamChannel = channel;
    }
    return this.#streamId;
  }
}

/** A signed number, as the store has it. */
function sumOf(bytes: Buffer, start: number, end: number): number {
  return crc32(bytes.subarray(start, end)) | 0;
}

/** Where the rendered part of an event begins; `end` where there is none. */
function renderingStart(bytes: Buffer, start: number, end: number): number {
  const found = bytes.subarray(start, end).indexOf(RENDERING);
  return found < 0 ? end : start + found;
}

/** undefined: it is no number, or a larger one. */
function readNumber(bytes: Buffer, start: number, end: number, max: number): number | undefined {
  const digits = end - start;
  const number = digits >= 1 && digits <= MAX_DIGITS ? readDigits(bytes, start, digits) : -1;
  return number >= 0 && number <= max ? number : undefined;
}

/** A string when the bytes are UTF-8; else a copy of them. */
function readMessage(bytes: Buffer, start: number, end: number): string | Buffer {
  const text = bytes.toString('utf8', start, end);
  if (text.includes(REPLACEMENT) && !isUtf8(bytes.subarray(start, end))) {
    return Buffer.copyBytesFrom(bytes, start, end - start);
  }
  return text;
}
