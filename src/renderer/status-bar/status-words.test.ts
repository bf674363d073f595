import { expect, it } from 'vitest';
import type { ErrorCode } from '#contract/errors.ts';
import type { SourceStatus, Status } from '#contract/status.ts';
import { captureHealth, troubleWords } from './status-words.ts';

function statusOf(state: SourceStatus['state'], code: ErrorCode | null): Status {
  const problem = code === null ? null : { code, message: 'Only a part is readable.' };
  return { capture: 'here', sources: [{ state, problem }] as SourceStatus[] } as Status;
}

it('is good while a source is followed and nothing is wrong', () => {
  const status = statusOf('following', null);
  expect(captureHealth(status)).toBe('good');
  expect(troubleWords(status)).toBeNull();
});

it('is not good, and says why, while a source that is followed cannot be read wholly', () => {
  const status = statusOf('following', 'source.permission-denied');
  expect(captureHealth(status)).toBe('waiting');
  expect(troubleWords(status)).toBe('Only a part is readable.');
});

it.each(['following', 'waiting'] as const)('finds no fault with a source that is empty and %s', (state) => {
  const status = statusOf(state, 'source.empty');
  expect(['good', 'busy']).toContain(captureHealth(status));
  expect(troubleWords(status)).toBeNull();
});
