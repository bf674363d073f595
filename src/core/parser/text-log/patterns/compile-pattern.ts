import { readAnyTime } from '../times/read-any-time.ts';
import { compileTimeFormat, type ReadTime } from './time-format.ts';

/** Names with a meaning for an entry. Every other name is a raw field. */
const WORDS: ReadonlySet<string> = new Set(['severity', 'host', 'unit', 'identifier', 'pid']);
/** As in the query language: what a raw field can be called. */
const FIELD_NAME = /^[A-Za-z_@][\w.@-]{0,63}$/;

/** One piece of a pattern. */
export type PatternPart =
  /** `text` as it stands. */
  | { kind: 'literal'; text: string }
  /** One blank or tab, or more. */
  | { kind: 'blanks' }
  | { kind: 'time'; read: ReadTime }
  /** Up to the literal, blanks or end behind it. `isWord`: without blanks in it. */
  | { kind: 'field'; name: string; isWord: boolean }
  /** All that follows, further lines included. */
  | { kind: 'message' };

export interface CompiledPattern {
  parts: readonly PatternPart[];
}

/** Why a pattern means nothing, for people, and where: a position in its text. */
export interface PatternProblem {
  problem: string;
  at: number;
}

/**
 * Reads a pattern such as `{time:%y%m%d-%H%M%S} - {severity}: {message}`. In braces stand the words of an entry (time, severity, host,
 * unit, identifier, pid, message) and names of raw fields; `{{` and `}}` are braces; blanks stand for one or more; all else stands for
 * itself. Each field ends where what follows it is found first, so that reading a line takes time in proportion to its length.
 */
export function compilePattern(pattern: string): CompiledPattern | PatternProblem {
  const parts: PatternPart[] = [];
  const seen = new Set<string>();
  let literal = '';
  const endLiteral = () => {
    if (literal !== '') parts.push({ kind: 'literal', text: literal });
    literal = '';
  };
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at] ?? '';
    if (character === ' ' || character === '\t') {
      endLiteral();
      if (parts.at(-1)?.kind !== 'blanks') parts.push({ kind: 'blanks' });
      at += 1;
    } else if ((character === '{' || character === '}') && pattern[at + 1] === character) {
      literal += character;
      at += 2;
    } else if (character === '}') {
      return { problem: 'a } has no { before it; a brace itself is written }}', at };
    } else if (character === '{') {
      endLiteral();
      const close = pattern.indexOf('}', at);
      if (close < 0) return { problem: 'a { has no } behind it; a brace itself is written {{', at };
      const part = readField(pattern.slice(at + 1, close));
      if ('problem' in part) return { problem: part.problem, at };
      const name = part.kind === 'field' ? part.name : part.kind;
      if (seen.has(name)) return { problem: `{${name}} occurs twice`, at };
      seen.add(name);
      const before = parts.at(-1);
      if (before?.kind === 'field' || before?.kind === 'message') {
        const what = before.kind === 'message' ? 'behind {message}' : 'between two fields';
        return { problem: `something has to stand ${what} that tells where it ends`, at };
      }
      parts.push(part);
      at = close + 1;
    } else {
      literal += character;
      at += 1;
    }
  }
  endLiteral();
  if (!seen.has('time')) return { problem: 'there is no {time}', at: 0 };
  const message = parts.findIndex(({ kind }) => kind === 'message');
  if (message >= 0 && message < parts.length - 1) {
    return {
      problem: '{message} has to be the last: it takes the rest of the entry',
      at: pattern.indexOf('{message}'),
    };
  }
  return { parts };
}

function readField(text: string): PatternPart | { problem: string } {
  const colon = text.indexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  if (name === 'time') {
    if (colon < 0) return { kind: 'time', read: readAnyTime };
    const read = compileTimeFormat(text.slice(colon + 1));
    return typeof read === 'function' ? { kind: 'time', read } : read;
  }
  if (colon >= 0) return { problem: `only {time:…} can have a form, not {${name}:…}` };
  if (name === 'message') return { kind: 'message' };
  if (!FIELD_NAME.test(name)) return { problem: `"${name}" is no name of a field` };
  return { kind: 'field', name, isWord: WORDS.has(name) };
}
