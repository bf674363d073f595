import type { EntryHeading } from '../entry-heading.ts';

const QUOTE = 34;
const DASH = 45;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const BLANK = 32;
/** A name of RFC 5424: printable ASCII without `=`, blank, `]` and `"`. Longer ones than its 32 characters exist. */
const NAME = /[!#-<>-\\^-~]{1,200}/y;

/**
 * Reads the structured data at `at` into fields: `[id name="value"]` is the field `id.name`, an element without parameters the empty field
 * `id`. Source: RFC 5424 section 6.3; a backslash before another character than `"`, `\` and `]` stands for itself.
 * @returns Where it ends; -1: it is none.
 */
export function readStructuredData(line: string, at: number, heading: EntryHeading): number {
  if (line.charCodeAt(at) === DASH) return at + 1;
  let end = at;
  while (line.charCodeAt(end) === OPEN) {
    end = readElement(line, end + 1, heading);
    if (end < 0) return -1;
  }
  return end > at ? end : -1;
}

function readElement(line: string, at: number, heading: EntryHeading): number {
  const id = readName(line, at);
  if (id === '') return -1;
  let end = at + id.length;
  if (line.charCodeAt(end) === CLOSE) {
    heading.addField(id, '');
    return end + 1;
  }
  while (line.charCodeAt(end) === BLANK) {
    const nameStart = end + 1;
    const name = readName(line, nameStart);
    const valueStart = nameStart + name.length + 2;
    if (name === '' || !line.startsWith('="', valueStart - 2)) return -1;
    const valueEnd = findValueEnd(line, valueStart);
    if (valueEnd < 0) return -1;
    const value = line.slice(valueStart, valueEnd);
    heading.addField(`${id}.${name}`, value.includes('\\') ? value.replaceAll(/\\(["\\\]])/g, '$1') : value);
    end = valueEnd + 1;
  }
  return line.charCodeAt(end) === CLOSE ? end + 1 : -1;
}

function readName(line: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(line)?.[0] ?? '';
}

function findValueEnd(line: string, at: number): number {
  for (let index = at; index < line.length; index += 1) {
    const code = line.charCodeAt(index);
    if (code === BACKSLASH) index += 1;
    else if (code === QUOTE) return index;
  }
  return -1;
}
