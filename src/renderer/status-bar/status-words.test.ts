import { expect, it } from 'vitest';
import type { ErrorCode } from '#contract/errors.ts';
import type { SourceStatus, Status } from '#contract/status.ts';
import { captureHealth, captureState, captureWords, troubleWords } from './status-words.ts';

function statusOf(state: SourceStatus['state'], code: ErrorCode | null): Status {
  const problem = code === null ? null : { code, message: 'Only a part is readable.' };
  return { capture: 'here', sources: [{ isCaptured: true, state, problem }] as SourceStatus[] } as Status;
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

it('names several sources with what each does, and one by its own words', () => {
  const one = {
    isCaptured: true,
    spec: 'journal',
    state: 'following',
    stateText: 'Following the journal',
    problem: null,
  };
  const other = {
    isCaptured: true,
    spec: 'journal:/var/log/x',
    state: 'waiting',
    stateText: 'Waiting',
    problem: null,
  };
  const gone = { isCaptured: false, spec: 'journal:/gone', state: 'stopped', stateText: '', problem: null };
  const sources = (...listed: object[]): Status => ({ capture: 'here', sources: listed }) as Status;
  expect(captureWords(sources(one))).toBe('Following the journal');
  expect(captureWords(sources(one, gone))).toBe('Following the journal');
  expect(captureHealth(sources(one, gone))).toBe('good');
  expect(captureWords(sources(gone))).toBe('No source');
  expect(captureWords(sources(one, other))).toBe('journal: following \u00b7 journal:/var/log/x: waiting');
});

it('tells a capture that ended from one with a fault and from none', () => {
  expect(captureState(statusOf('following', null))).toBe('running');
  expect(captureState(statusOf('waiting', 'source.empty'))).toBe('running');
  expect(captureState(statusOf('following', 'source.permission-denied'))).toBe('troubled');
  expect(captureState(statusOf('failed', 'source.failed'))).toBe('stopped');
  expect(captureState(statusOf('stopped', null))).toBe('stopped');
  expect(captureState(statusOf('paused', null))).toBe('paused');
  expect(captureState({ ...statusOf('stopped', null), capture: 'none' })).toBe('none');
});

it('is complete, and not stopped, when every source was read to its end', () => {
  expect(captureState(statusOf('finished', null))).toBe('complete');
  expect(captureState(statusOf('finished', 'source.empty'))).toBe('complete');
  expect(captureState(statusOf('finished', 'file.failed'))).toBe('troubled');
  const half = [...statusOf('finished', null).sources, ...statusOf('following', null).sources];
  expect(captureState({ ...statusOf('finished', null), sources: half })).toBe('running');
});
