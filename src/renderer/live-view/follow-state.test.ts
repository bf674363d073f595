import { expect, it } from 'vitest';
import type { FollowEvent, FollowState } from './follow-state.ts';
import { nextFollowState } from './follow-state.ts';

function after(...events: FollowEvent[]): FollowState {
  return events.reduce<FollowState>(nextFollowState, 'following');
}

it('stops following when the user scrolls away and starts again at the bottom', () => {
  expect(after('scrolled-away')).toBe('scrolled');
  expect(after('scrolled-away', 'bottom-reached')).toBe('following');
});

it('ends a pause of the user by the user only', () => {
  expect(after('pause-asked', 'scrolled-away', 'bottom-reached', 'entry-chosen', 'entry-closed')).toBe(
    'paused',
  );
  expect(after('pause-asked', 'resume-asked')).toBe('following');
});

it('holds still while an entry is read and follows again when it is closed', () => {
  expect(after('entry-chosen')).toBe('reading');
  expect(after('entry-chosen', 'bottom-reached')).toBe('reading');
  expect(after('entry-chosen', 'entry-closed')).toBe('following');
});

it('stays where the user scrolled to while reading', () => {
  expect(after('entry-chosen', 'scrolled-away', 'entry-closed')).toBe('scrolled');
});
