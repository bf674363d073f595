import { isUtf8 } from 'node:buffer';
import type { EntryDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { EMPTY_SUM, addToSum } from '../byte-sum.ts';
import { KeptFields } from '../kept-fields.ts';
import { OriginRuns } from '../origin-runs.ts';
import { JsonScanner, afterSpace } from './json-scanner.ts';
import { unescapeJson } from './json-string.ts';
import { MacosKeys, type MacosKey } from './macos-keys.ts';
import { macosOrigin } from './macos-origin.ts';
import { MACOS_STREAM } from './macos-position.ts';
import { NO_MACOS_SEVERITY, macosSeverity } from './macos-severity.ts';
import { MacosTimeReader } from './macos-time.ts';

/** What a line is: an entry; the last line of `log show`; or neither, for a reason. */
export type MacosLine = 'entry' | 'end' | { reason: string };

const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const MAX_PID = 2 ** 31 - 1;
const REPLACEMENT = '\uFFFD';
const LOSS_EVENT = Buffer.from('lossEvent', 'latin1');
const NO_JSON: MacosLine = { reason: 'the line is no JSON' };

/** Reads one record of macOS' log, a JSON object, into a draft. */
export class MacosRecordReader {
  readonly draft: EntryDraft;
  /** The entry says that others were lost. */
  isLossEvent = false;

  readonly #dictionaries: Dictionaries;
  readonly #keys: MacosKeys;
  readonly #origins: OriginRuns;
  readonly #scanner = new JsonScanner();
  readonly #time = new MacosTimeReader();
  readonly #kept = new KeptFields();
  #originState = 0;
  #hasMessage = false;
  #hasTime = false;
  #hasSeverity = false;
  #isEnd = false;
  #problem: MacosLine | undefined;
  /** Sums of the values that both `log stream` and `log show` print, added up: their order does not count. */
  #identity = 0;

  constructor(draft: EntryDraft, dictionaries: Dictionaries, sourceId: number) {
    this.draft = draft;
    this.#dictionaries = dictionaries;
    this.#keys = new MacosKeys(dictionaries);
    this.#origins = new OriginRuns((members) => macosOrigin(dictionaries, sourceId, this.#keys, members));
  }

  /** Reads the line `bytes[start, end)`, without its line feed. */
  read(bytes: Buffer, start: number, end: number): MacosLine {
    this.#begin();
    const open = afterSpace(bytes, start, end);
    if (open >= end || bytes[open] !== OPEN) return NO_JSON;
    const close = this.#readMembers(bytes, open + 1, end);
    if (close < 0 || afterSpace(bytes, close, end) !== end) return NO_JSON;
    return this.#finish();
  }

  #begin(): void {
    const { draft } = this;
    draft.message = null;
    draft.pid = null;
    draft.hasCommonSeverity = true;
    draft.severity = NO_MACOS_SEVERITY.severity;
    draft.rawSeverity = NO_MACOS_SEVERITY.raw;
    this.isLossEvent = false;
    this.#kept.clear();
    this.#origins.prune();
    this.#originState = 0;
    this.#hasMessage = false;
    this.#hasTime = false;
    this.#hasSeverity = false;
    this.#isEnd = false;
    this.#problem = undefined;
    this.#identity = 0;
  }

  /** @returns the index behind the closing bracket; -1: it is no JSON. */
  #readMembers(bytes: Buffer, at: number, end: number): number {
    const scanner = this.#scanner;
    let next = afterSpace(bytes, at, end);
    if (next < end && bytes[next] === CLOSE) return next + 1;
    while (next < end && bytes[next] === QUOTE) {
      const keyStart = next;
      const nameEnd = scanner.stringEnd(bytes, keyStart + 1, end);
      if (nameEnd < 0) return -1;
      next = afterSpace(bytes, nameEnd + 1, end);
      if (next >= end || bytes[next] !== COLON) return -1;
      const valueStart = afterSpace(bytes, next + 1, end);
      const valueEnd = scanner.valueEnd(bytes, valueStart, end);
      if (valueEnd < 0) return -1;
      const key = this.#keys.recognise(bytes, keyStart + 1, nameEnd);
      this.#take(key, bytes, keyStart, valueStart, valueEnd);
      next = afterSpace(bytes, valueEnd, end);
      if (next >= end) return -1;
      if (bytes[next] === CLOSE) return next + 1;
      if (bytes[next] !== COMMA) return -1;
      next = afterSpace(bytes, next + 1, end);
    }
    return -1;
  }

  /** null is no value. */
  #take(key: MacosKey, bytes: Buffer, keyStart: number, valueStart: number, valueEnd: number): void {
    const first = bytes[valueStart] as number;
    if (first === 0x6e) return;
    if (key.role === 'origin' || key.role === 'event-type') {
      this.#takeOrigin(key, bytes, keyStart, valueStart, valueEnd);
      return;
    }
    if (first !== QUOTE) {
      this.#takeValue(key, bytes, valueStart, valueEnd, false);
      return;
    }
    if (this.#scanner.hasEscapes) {
      const text = unescapeJson(bytes, valueStart + 1, valueEnd - 1);
      this.#takeValue(key, text, 0, text.length, true);
    } else this.#takeValue(key, bytes, valueStart + 1, valueEnd - 1, true);
  }

  #takeOrigin(key: MacosKey, bytes: Buffer, keyStart: number, valueStart: number, valueEnd: number): void {
    if (key.role === 'event-type') {
      this.#addIdentity(key, bytes, valueStart, valueEnd);
      const isLoss = valueEnd - valueStart === LOSS_EVENT.length + 2;
      if (isLoss && LOSS_EVENT.compare(bytes, valueStart + 1, valueEnd - 1) === 0) this.isLossEvent = true;
    }
    // A step that never hits less than eight places, and never looks at more than some tens.
    const step = Math.max(1, (valueEnd - valueStart) >> 4);
    let sample = key.sum + valueEnd - valueStart;
    for (let at = valueStart; at < valueEnd; at += step)
      sample = (Math.imul(sample, 31) + (bytes[at] as number)) | 0;
    this.#originState = this.#origins.advance(this.#originState, bytes, keyStart, valueEnd, sample);
  }

  /** What `bytes[start, end)` stands for is kept as it is, except where a column says all of it. */
  #takeValue(key: MacosKey, bytes: Buffer, start: number, end: number, isText: boolean): void {
    const { draft } = this;
    switch (key.role) {
      case 'message':
        this.#addIdentity(key, bytes, start, end);
        if (this.#hasMessage) break;
        this.#hasMessage = true;
        draft.message = readText(bytes, start, end);
        return;
      case 'time':
        if (this.#hasTime || !isText) break;
        draft.timeUnixUs = this.#time.read(bytes, start, end);
        if (draft.timeUnixUs < 0) {
          this.#problem = { reason: 'its timestamp is none that macOS writes, or not between 1970 and 2112' };
          return;
        }
        this.#hasTime = true;
        if (this.#time.isPlain) return;
        break;
      case 'severity':
        if (this.#hasSeverity) break;
        this.#hasSeverity = true;
        ({ severity: draft.severity, raw: draft.rawSeverity } = macosSeverity(bytes, start, end));
        break;
      case 'pid': {
        const pid = readPid(bytes, start, end);
        if (pid >= 0) draft.pid ??= pid;
        break;
      }
      case 'identity':
        this.#addIdentity(key, bytes, start, end);
        break;
      case 'finished':
        this.#isEnd = true;
        break;
      case 'event-type':
      case 'origin':
      case 'other':
        break;
    }
    this.#kept.add(key, bytes, start, end);
  }

  #finish(): MacosLine {
    if (this.#problem !== undefined) return this.#problem;
    if (!this.#hasTime) return this.#isEnd ? 'end' : { reason: 'it has no timestamp' };
    const { draft } = this;
    draft.originId = this.#origins.originOf(this.#originState);
    draft.streamId = this.#dictionaries.streamId(MACOS_STREAM);
    draft.sequence = draft.timeUnixUs;
    draft.checkLow = this.#identity;
    draft.rest = this.#kept.copyOut();
    draft.sizeBytes = 200 + (draft.message?.length ?? 0) + this.#kept.sizeBytes;
    return 'entry';
  }

  #addIdentity(key: MacosKey, bytes: Buffer, start: number, end: number): void {
    this.#identity = (this.#identity + addToSum(key.sum ^ EMPTY_SUM, bytes, start, end)) | 0;
  }
}

/** A string when the bytes are UTF-8; else a copy of them. */
function readText(bytes: Buffer, start: number, end: number): string | Buffer {
  const text = bytes.toString('utf8', start, end);
  if (text.includes(REPLACEMENT) && !isUtf8(bytes.subarray(start, end))) {
    return Buffer.copyBytesFrom(bytes, start, end - start);
  }
  return text;
}

/** -1: it is no process id. */
function readPid(bytes: Buffer, start: number, end: number): number {
  if (end === start || end - start > 10) return -1;
  let pid = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    pid = pid * 10 + digit;
  }
  return pid <= MAX_PID ? pid : -1;
}
