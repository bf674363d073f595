import type { EntryHeading } from '../entry-heading.ts';
import { KeyValues } from '../key-values.ts';
import type { LineFormat, LineReading } from '../line-format.ts';
import { unescapeJson } from './json-text.ts';

const QUOTE = 34;
const EQUALS = 61;
const BACKSLASH = 92;
const BLANK = 32;
const TAB = 9;

/**
 * `time=… level=info msg="a b" key=value`: what logrus and slog print to a terminal or a file and Heroku and Go programs speak. Source:
 * pkg.go.dev/github.com/kr/logfmt; quoted values have Go's escapes. A line is an entry when all of it is pairs, and a time, a
 * message or a severity is among them; a key without a value is the empty field.
 */
export class LogfmtFormat implements LineFormat {
  readonly #values = new KeyValues();

  read(line: string, heading: EntryHeading): LineReading {
    const values = this.#values;
    values.begin(heading);
    let pairs = 0;
    let at = skipBlanks(line, 0);
    if (at > 0) return 'continues';
    while (at < line.length) {
      const keyEnd = findKeyEnd(line, at);
      if (keyEnd === at) return 'continues';
      const key = line.slice(at, keyEnd);
      if (line.charCodeAt(keyEnd) !== EQUALS) {
        // Prose begins with a word that has no value.
        if (pairs === 0) return 'continues';
        values.take(key, '');
        at = skipBlanks(line, keyEnd);
        continue;
      }
      const valueEnd = this.#takeValue(line, keyEnd + 1, key, heading);
      if (valueEnd < 0)
        return pairs === 0 ? 'continues' : { unreadable: `the quotes of its ${key} do not end` };
      pairs += 1;
      at = skipBlanks(line, valueEnd);
    }
    const isEntry =
      pairs > 0 && (values.has('time') || ((values.has('message') || values.has('severity')) && pairs > 1));
    if (!isEntry) return 'continues';
    values.finish();
    return 'begins';
  }

  /** @returns Where the value ends; -1: its quotes do not end. */
  #takeValue(line: string, at: number, key: string, heading: EntryHeading): number {
    if (line.charCodeAt(at) !== QUOTE) {
      const end = findBlank(line, at);
      this.#values.take(key, line.slice(at, end));
      return end;
    }
    const end = findQuoteEnd(line, at);
    if (end < 0) return -1;
    const value = line.slice(at + 1, end);
    this.#values.take(key, value.includes('\\') ? unescapeJson(value, heading.isBytes) : value);
    return end + 1;
  }
}

function findKeyEnd(line: string, at: number): number {
  let end = at;
  for (; end < line.length; end += 1) {
    const code = line.charCodeAt(end);
    if (code === EQUALS || code <= BLANK || code === QUOTE) break;
  }
  return end;
}

function findBlank(line: string, at: number): number {
  let end = at;
  while (end < line.length && line.charCodeAt(end) !== BLANK && line.charCodeAt(end) !== TAB) end += 1;
  return end;
}

function skipBlanks(line: string, at: number): number {
  let end = at;
  while (line.charCodeAt(end) === BLANK || line.charCodeAt(end) === TAB) end += 1;
  return end;
}

function findQuoteEnd(line: string, at: number): number {
  for (let index = at + 1; index < line.length; index += 1) {
    const code = line.charCodeAt(index);
    if (code === BACKSLASH) index += 1;
    else if (code === QUOTE) return index;
  }
  return -1;
}
