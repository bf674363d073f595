import { expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import { hasMoreThanOneLine, messageExcerpt } from './message-form.ts';

const stack = Array.from({ length: 50 }, (_, line) => `line ${String(line)}`).join('\n');

it('shows one line without looking at the rest', () => {
  expect(messageExcerpt('x'.repeat(4_000), 'line', 100)).toEqual({ text: 'x'.repeat(1_000), isCut: false });
});

it('shows the first lines of many, and says that there are more', () => {
  const { text, isCut } = messageExcerpt(stack, 'expanded', 100);
  expect(text.split('\n')).toHaveLength(30);
  expect(isCut).toBe(true);
  expect(messageExcerpt('one\ntwo\n', 'expanded', 100)).toEqual({ text: 'one\ntwo\n', isCut: false });
});

it('counts the lines that a long one breaks into, and never parts a character', () => {
  expect(messageExcerpt('x'.repeat(4_000), 'wrapped', 100).text).toHaveLength(600);
  const emoji = '\u{1f525}'.repeat(400);
  const { text } = messageExcerpt(emoji, 'wrapped', 33);
  expect(text).toBe('\u{1f525}'.repeat(99));
});

it('knows what one line does not show', () => {
  const row = { message: 'short', isMessageTruncated: false } as EntryRow;
  expect(hasMoreThanOneLine(row, 80)).toBe(false);
  expect(hasMoreThanOneLine(row, 4)).toBe(true);
  expect(hasMoreThanOneLine({ ...row, message: 'a\nb' }, 80)).toBe(true);
});
