import { afterSpace } from './xml-tokens.ts';

export const EVENT_END = Buffer.from('</Event>', 'latin1');
const EVENT_START = Buffer.from('<Event', 'latin1');
/** What may stand around events: a byte order mark, an XML declaration, and the root element that `/e:Events` writes. */
const BYTE_ORDER_MARK = Buffer.from('\uFEFF', 'utf8');
const FRAMES = ['<?xml ', '<Events', '</Events'].map((text) => Buffer.from(text, 'latin1'));
/** A declaration or a root's tag is no longer than this. */
const MAX_FRAME_BYTES = 1024;
/** Of EVENT_END: Node finds seven bytes and less by their first one, which takes a twentieth of the time, and an E is rarer than a tag. */
const END_NAME = Buffer.from('Event>', 'latin1');
const END_NAME_OFFSET = 2;
const LESS = 0x3c;
const SLASH = 0x2f;
const GREATER = 0x3e;

/** Whether an event begins at `at`, and not an EventData. undefined: more bytes are needed. */
export function startsEvent(bytes: Buffer, at: number, end: number): boolean | undefined {
  const size = Math.min(EVENT_START.length, end - at);
  if (EVENT_START.compare(bytes, at, at + size, 0, size) !== 0) return false;
  if (at + EVENT_START.length >= end) return undefined;
  const next = at + EVENT_START.length;
  return bytes[next] === GREATER || afterSpace(bytes, next, end) > next;
}

/** Where EVENT_END stands first, from `at` on; -1: nowhere. What is behind what was received may be found as well. */
export function findEventEnd(bytes: Buffer, at: number): number {
  let found = bytes.indexOf(END_NAME, at + END_NAME_OFFSET);
  while (found >= 0 && (bytes[found - 1] !== SLASH || bytes[found - END_NAME_OFFSET] !== LESS)) {
    found = bytes.indexOf(END_NAME, found + 1);
  }
  return found < 0 ? -1 : found - END_NAME_OFFSET;
}

/** Where the next event begins, from `at` on; -1: nowhere yet. */
export function nextEventStart(bytes: Buffer, at: number, end: number): number {
  let found = bytes.indexOf(EVENT_START, at);
  while (found >= 0 && found < end && startsEvent(bytes, found, end) === false) {
    found = bytes.indexOf(EVENT_START, found + 1);
  }
  return found >= 0 && found < end && startsEvent(bytes, found, end) === true ? found : -1;
}

/** Where the last event begins in `bytes[from, end)`; -1: nowhere. */
export function lastEventStart(bytes: Buffer, from: number, end: number): number {
  let last = -1;
  for (;;) {
    const next = nextEventStart(bytes, last < 0 ? from : last + 1, end);
    if (next < 0) return last;
    last = next;
  }
}

/** The index behind a piece of framing at `at`; -1: there is none; undefined: more bytes are needed. */
export function framingEnd(bytes: Buffer, at: number, end: number): number | undefined {
  if (isPrefix(BYTE_ORDER_MARK, bytes, at, end)) {
    return at + BYTE_ORDER_MARK.length <= end ? at + BYTE_ORDER_MARK.length : undefined;
  }
  if (!FRAMES.some((frame) => isPrefix(frame, bytes, at, end))) return -1;
  const limit = Math.min(end, at + MAX_FRAME_BYTES);
  const close = bytes.subarray(at, limit).indexOf(GREATER);
  if (close >= 0) return at + close + 1;
  return limit < at + MAX_FRAME_BYTES ? undefined : -1;
}

/** Whether `bytes[at, end)` begins like the mark, as far as it goes. */
function isPrefix(mark: Buffer, bytes: Buffer, at: number, end: number): boolean {
  const size = Math.min(mark.length, end - at);
  return mark.compare(bytes, at, at + size, 0, size) === 0;
}
