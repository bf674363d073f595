import { readBsdTime } from './read-bsd-time.ts';
import { readIsoTime } from './read-iso-time.ts';
import type { WrittenTime } from './written-time.ts';

const NUMBER = /^(\d{1,19})(?:\.(\d{1,12}))?(?:[eE]\+?(\d{1,2}))?$/;
/** As in a journal: the year 2112. */
const LATEST_UNIX_US = 2 ** 52;
/** Fewer digits than a double has, and than microseconds beyond the year 2112. */
const MOST_EXACT_DIGITS = 15;
/**
 * Up to which number of whole units it is seconds, milliseconds, microseconds; above, nanoseconds. Each next unit makes the same
 * moment a thousand times larger, so that no moment between September 2001 and 2112 can be taken for another.
 */
const LARGEST_SECONDS = 10n ** 11n;
const LARGEST_MILLISECONDS = 10n ** 14n;
const LARGEST_MICROSECONDS = 10n ** 17n;

/**
 * Reads a moment since 1970 written as a decimal number: seconds (zap: `1795339501.1234567`), milliseconds (pino), microseconds or
 * nanoseconds (OpenTelemetry), which its size tells. Exact whatever the number of its digits.
 * @returns false: it is no such number, or outside 1970 to 2112.
 */
export function readUnixTime(text: string, time: WrittenTime): boolean {
  const match = NUMBER.exec(text);
  if (match === null) return false;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  if (fraction === '' && exponent === '0' && whole.length <= MOST_EXACT_DIGITS) return readWhole(whole, time);
  const shift = Number(exponent);
  const digits = fraction.padEnd(shift, '0');
  const units = BigInt(whole + digits.slice(0, shift));
  const rest = digits.slice(shift);
  let exponentToUs = -3;
  if (units < LARGEST_SECONDS) exponentToUs = 6;
  else if (units < LARGEST_MILLISECONDS) exponentToUs = 3;
  else if (units < LARGEST_MICROSECONDS) exponentToUs = 0;
  time.clear();
  if (exponentToUs < 0) {
    time.unixUs = Number(units / 1000n);
    time.saysMore = units % 1000n !== 0n || /[1-9]/.test(rest);
  } else {
    const microseconds = rest.slice(0, exponentToUs).padEnd(exponentToUs, '0');
    time.unixUs = Number(units * 10n ** BigInt(exponentToUs) + BigInt(microseconds || '0'));
    time.saysMore = /[1-9]/.test(rest.slice(exponentToUs));
  }
  if (time.unixUs > LATEST_UNIX_US) {
    time.clear();
    return false;
  }
  time.text = text;
  return true;
}

/** The same for a number that a double holds exactly: several times as fast. */
function readWhole(text: string, time: WrittenTime): boolean {
  const units = Number(text);
  let unixUs = units;
  if (units < Number(LARGEST_SECONDS)) unixUs = units * 1_000_000;
  else if (units < Number(LARGEST_MILLISECONDS)) unixUs = units * 1000;
  time.clear();
  if (unixUs > LATEST_UNIX_US) return false;
  time.unixUs = unixUs;
  time.text = text;
  return true;
}

/** Reads a value that is a time and nothing else, as a number or in one of the usual forms. false: it is none. */
export function readTimeValue(text: string, time: WrittenTime): boolean {
  if (readUnixTime(text, time)) return true;
  if (readIsoTime(text, 0, time) === text.length) return true;
  if (readBsdTime(text, 0, time) === text.length) return true;
  time.clear();
  return false;
}
