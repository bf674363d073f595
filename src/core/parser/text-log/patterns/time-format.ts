import { readMonth } from '../times/read-bsd-time.ts';
import { countDigits, readDigits } from '../times/read-digits.ts';
import { readFraction, readZone } from '../times/read-iso-time.ts';
import { readUnixTime } from '../times/read-unix-time.ts';
import type { WrittenTime } from '../times/written-time.ts';

/** Reads one piece of a time at `at`. @returns Where it ends; -1: it is not there. */
type ReadPiece = (text: string, at: number, time: WrittenTime) => number;

/** Reads a time of one form. @returns Where it ends; -1: there is none. */
export type ReadTime = (text: string, at: number, time: WrittenTime) => number;

/** Two-digit years up to here are of this century. Source: POSIX, strptime, %y. */
const LAST_YEAR_OF_CENTURY = 68;
/** No hour: makes the time impossible. */
const NO_HOUR = 99;
const DAY_NAME = /^(?:mon|tue|wed|thu|fri|sat|sun)$/i;

const PIECES: ReadonlyMap<string, ReadPiece> = new Map<string, ReadPiece>([
  ['Y', digits(4, 4, (time, value) => void (time.year = value))],
  [
    'y',
    digits(2, 2, (time, value) => void (time.year = value + (value > LAST_YEAR_OF_CENTURY ? 1900 : 2000))),
  ],
  ['m', digits(1, 2, (time, value) => void (time.month = value))],
  ['d', digits(1, 2, setDay)],
  ['e', (text, at, time) => digits(1, 2, setDay)(text, text[at] === ' ' ? at + 1 : at, time)],
  ['H', digits(1, 2, (time, value) => void (time.hour = value))],
  ['I', digits(1, 2, (time, value) => void (time.hour = value > 12 ? NO_HOUR : value % 12))],
  ['M', digits(1, 2, (time, value) => void (time.minute = value))],
  ['S', digits(1, 2, (time, value) => void (time.second = value))],
  ['f', readFractionDigits],
  ['b', readMonthName],
  ['a', (text, at) => (DAY_NAME.test(text.slice(at, at + 3)) ? skipLetters(text, at + 3) : -1)],
  ['p', readHalfOfDay],
  [
    'z',
    (text, at, time) => (text[at] !== ' ' && readZone(text, at, time) > at ? readZone(text, at, time) : -1),
  ],
  ['s', readSecondsSince1970],
  ['%', literal('%')],
]);
const SHORTHANDS: Readonly<Record<string, string>> = {
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  h: '%b',
  B: '%b',
  A: '%a',
};

function digits(least: number, most: number, set: (time: WrittenTime, value: number) => void): ReadPiece {
  return (text, at, time) => {
    const count = Math.min(most, countDigits(text, at));
    if (count < least) return -1;
    set(time, readDigits(text, at, count));
    return at + count;
  };
}

function setDay(time: WrittenTime, value: number): void {
  time.day = value;
}

function readFractionDigits(text: string, at: number, time: WrittenTime): number {
  const end = readFraction(text, at - 1, time);
  return end < at ? -1 : end;
}

/** In English, short or long. */
function readMonthName(text: string, at: number, time: WrittenTime): number {
  time.month = readMonth(text, at);
  return time.month === 0 ? -1 : skipLetters(text, at + 3);
}

function readHalfOfDay(text: string, at: number, time: WrittenTime): number {
  const half = text.slice(at, at + 2).toLowerCase();
  if (half !== 'am' && half !== 'pm') return -1;
  if (half === 'pm' && time.hour < 12) time.hour += 12;
  return at + 2;
}

function readSecondsSince1970(text: string, at: number, time: WrittenTime): number {
  const whole = countDigits(text, at);
  const fraction = text[at + whole] === '.' ? countDigits(text, at + whole + 1) : 0;
  const end = at + whole + (fraction > 0 ? fraction + 1 : 0);
  return readUnixTime(text.slice(at, end), time) ? end : -1;
}

function skipLetters(text: string, at: number): number {
  let end = at;
  while (/[a-z]/i.test(text[end] ?? '')) end += 1;
  return end;
}

function literal(character: string): ReadPiece {
  return (text, at) => (text[at] === character ? at + 1 : -1);
}

/**
 * Compiles the form of a time in strftime's letters: %Y %y %m %d %e %b %H %I %p %M %S %f (the digits of a fraction) %z (`+01:00`,
 * `+0100`, `Z`, `UTC`) %a %s (since 1970, in seconds or a unit that its size tells) %F %T %%; everything else stands for itself. %p has to
 * follow %I. Source: POSIX, strftime; %f as in Python.
 * @returns What reads it, or why there is none.
 */
export function compileTimeFormat(format: string): ReadTime | { problem: string } {
  const pieces: ReadPiece[] = [];
  const letters = new Set<string>();
  const expanded = format.replaceAll(/%([FThBA])/g, (_, letter: string) => SHORTHANDS[letter] ?? '');
  for (let at = 0; at < expanded.length; at += 1) {
    const character = expanded[at] ?? '';
    if (character === '%') {
      at += 1;
      const letter = expanded[at] ?? '';
      const piece = PIECES.get(letter);
      if (piece === undefined) return { problem: `a time has no part %${letter}` };
      letters.add(letter);
      pieces.push(piece);
    } else pieces.push(literal(character));
  }
  const hasDay = (letters.has('m') || letters.has('b')) && (letters.has('d') || letters.has('e'));
  if (!hasDay && !letters.has('s')) return { problem: 'its time has no month and day' };
  return (text, at, time) => {
    time.clear();
    let end = at;
    for (const piece of pieces) {
      end = piece(text, end, time);
      if (end < 0) return -1;
    }
    if (time.unixUs < 0 && !time.isPossible) return -1;
    time.text = text.slice(at, end);
    return end;
  };
}
