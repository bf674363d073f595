/**
 * Whether the list moves with the log, and if not, why: `paused` by the user's own wish, `scrolled` away from the
 * newest entry, `reading` an entry that was chosen while following.
 */
export type FollowState = 'following' | 'paused' | 'scrolled' | 'reading';

export type FollowEvent =
  | 'pause-asked'
  | 'resume-asked'
  | 'scrolled-away'
  | 'bottom-reached'
  | 'entry-chosen'
  | 'entry-closed'
  | 'jumped-away';

const TRANSITIONS: Record<FollowState, Partial<Record<FollowEvent, FollowState>>> = {
  following: {
    'pause-asked': 'paused',
    'scrolled-away': 'scrolled',
    'entry-chosen': 'reading',
    'jumped-away': 'scrolled',
  },
  // Only the user ends a pause that the user began.
  paused: { 'resume-asked': 'following' },
  scrolled: { 'resume-asked': 'following', 'bottom-reached': 'following', 'pause-asked': 'paused' },
  reading: {
    'resume-asked': 'following',
    'scrolled-away': 'scrolled',
    'jumped-away': 'scrolled',
    'entry-closed': 'following',
    'pause-asked': 'paused',
  },
};

/** The state after an event; the same state where the event changes nothing. */
export function nextFollowState(state: FollowState, event: FollowEvent): FollowState {
  return TRANSITIONS[state][event] ?? state;
}
