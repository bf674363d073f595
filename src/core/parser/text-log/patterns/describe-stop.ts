import type { CompiledPattern } from './compile-pattern.ts';
import type { PatternStop } from './match-pattern.ts';

const MAX_QUOTED = 40;

/** Why a pattern does not fit a line from the place on where they part: for people, without a full stop. */
export function describeStop({ parts }: CompiledPattern, line: string, { at, part }: PatternStop): string {
  const wanted = parts[part];
  if (wanted === undefined) return 'the pattern ends here, and the line goes on';
  switch (wanted.kind) {
    case 'literal':
      return `${quote(wanted.text)} is expected here`;
    case 'blanks':
      return 'a blank is expected here';
    case 'time':
      return 'no time that {time} can read stands here';
    case 'message':
      return 'the message is expected here';
    case 'field':
      break;
  }
  const next = parts[part + 1];
  if (next?.kind === 'literal' && !line.includes(next.text, at)) {
    return `{${wanted.name}} has no end: ${quote(next.text)} does not follow`;
  }
  switch (wanted.name) {
    case 'severity':
      return '{severity} has to be one word that says how severe the entry is';
    case 'pid':
      return '{pid} has to be a number';
    default:
      return `{${wanted.name}} has to be one word; a field of another name may hold blanks`;
  }
}

function quote(text: string): string {
  return `"${text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED).toWellFormed()}…` : text}"`;
}
