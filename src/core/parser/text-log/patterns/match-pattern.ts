import type { EntryHeading } from '../entry-heading.ts';
import { isDigit } from '../times/read-digits.ts';
import { severityOfNumber } from '../severity-numbers.ts';
import { severityOfWord } from '../severity-words.ts';
import type { CompiledPattern, PatternPart } from './compile-pattern.ts';

const BLANK = 32;
const TAB = 9;

/** Where a line and a pattern part, for whoever mends the pattern. */
export interface PatternStop {
  /** In the line, in UTF-16 code units. */
  at: number;
  /** Which part of the pattern does not fit there; the number of its parts: the line goes on behind its end. */
  part: number;
}

/**
 * Reads a line by a pattern into a heading. false: it does not fit. @param knownSeveritiesOnly - A line whose severity is no known word
 * does not fit. @param stop - Filled when the line does not fit.
 */
export function matchPattern(
  { parts }: CompiledPattern,
  line: string,
  heading: EntryHeading,
  knownSeveritiesOnly: boolean,
  stop?: PatternStop,
): boolean {
  let at = 0;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] as PatternPart;
    if (stop !== undefined) {
      stop.at = at;
      stop.part = index;
    }
    switch (part.kind) {
      case 'literal':
        if (!line.startsWith(part.text, at)) return false;
        at += part.text.length;
        break;
      case 'blanks': {
        const end = skipBlanks(line, at);
        // A line may end without the blanks before an empty message.
        if (end === at && at < line.length) return false;
        at = end;
        break;
      }
      case 'time':
        at = part.read(line, at, heading.time);
        if (at < 0) return false;
        break;
      case 'field': {
        const end = findEnd(line, at, parts[index + 1]);
        if (end < at) return false;
        const value = line.slice(at, end);
        if (part.isWord && (value === '' || value.includes(' '))) return false;
        if (!takeField(part.name, value, heading, knownSeveritiesOnly)) return false;
        at = end;
        break;
      }
      case 'message':
        heading.messageStart = at;
        return true;
    }
  }
  if (stop !== undefined) {
    stop.at = at;
    stop.part = parts.length;
  }
  return at === line.length;
}

function takeField(
  name: string,
  value: string,
  heading: EntryHeading,
  knownSeveritiesOnly: boolean,
): boolean {
  switch (name) {
    case 'severity':
      heading.severity = isDigit(value.charCodeAt(0)) ? severityOfNumber(value) : severityOfWord(value);
      heading.statedSeverity = value;
      return heading.severity !== undefined || !knownSeveritiesOnly;
    case 'pid':
      heading.pid = value;
      return isDigit(value.charCodeAt(0));
    case 'host':
    case 'unit':
    case 'identifier':
      heading[name] = value;
      return true;
    default:
      heading.addField(name, value);
      return true;
  }
}

/** Where a field at `at` ends: where what follows it is found first; -1: nowhere. */
function findEnd(line: string, at: number, next: PatternPart | undefined): number {
  if (next === undefined) return line.length;
  if (next.kind === 'literal') return line.indexOf(next.text, at);
  for (let end = at; end < line.length; end += 1) {
    const code = line.charCodeAt(end);
    if (code === BLANK || code === TAB) return end;
  }
  return line.length;
}

function skipBlanks(line: string, at: number): number {
  let end = at;
  while (line.charCodeAt(end) === BLANK || line.charCodeAt(end) === TAB) end += 1;
  return end;
}
