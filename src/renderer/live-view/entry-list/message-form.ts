import type { EntryRow } from '#contract/entry.ts';

/** `line`: one line, cut at the edge. `wrapped`: as many as it takes, up to a few. `expanded`: up to a screen full. */
export type MessageForm = 'line' | 'wrapped' | 'expanded';

/** More than the widest screen shows in one line. */
const LINE_CHARACTERS = 1_000;
/** So that one long message leaves room for others. */
const WRAPPED_LINES = 6;
/** About half a screen: more is read in the details. */
const EXPANDED_LINES = 30;

/** How much of the message the row shows. */
export function messageExcerpt(
  message: string,
  form: MessageForm,
  charactersPerLine: number,
): { text: string; isCut: boolean } {
  if (form === 'line') return { text: message.slice(0, LINE_CHARACTERS), isCut: false };
  const text = firstLines(message, form === 'wrapped' ? WRAPPED_LINES : EXPANDED_LINES, charactersPerLine);
  return { text, isCut: text.length < message.length };
}

/** Whether one line of the list does not show all of it. */
export function hasMoreThanOneLine(row: EntryRow, charactersPerLine: number): boolean {
  return row.isMessageTruncated || row.message.length > charactersPerLine || row.message.includes('\n');
}

/** What fills so many lines when it breaks at the edge. */
function firstLines(text: string, lines: number, charactersPerLine: number): string {
  let from = 0;
  let left = lines;
  while (from < text.length && left > 0) {
    const newline = text.indexOf('\n', from);
    const lineEnd = newline === -1 ? text.length : newline;
    const needed = Math.max(1, Math.ceil((lineEnd - from) / charactersPerLine));
    if (needed > left) return text.slice(0, wholeCharacter(text, from + left * charactersPerLine));
    left -= needed;
    from = lineEnd + 1;
  }
  // A line break at the end would show as an empty line.
  return text.slice(0, from >= text.length ? text.length : from - 1);
}

/** The place, or one before it where it would part a surrogate pair. */
function wholeCharacter(text: string, place: number): number {
  const code = text.charCodeAt(place - 1);
  return code >= 0xd800 && code < 0xdc00 ? place - 1 : place;
}
