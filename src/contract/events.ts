import { z } from 'zod';
import { bookmarkSchema } from './annotations.ts';
import { exportBatchSchema } from './export-batch.ts';
import { entryIdSchema } from './entry-id.ts';
import { severityCountsSchema } from './severity.ts';
import { gapSchema, statusSchema } from './status.ts';

/** Everything a view is told without asking, `noun.pastVerb`. Events carry numbers, not rows: a view fetches what it can show. */
export const EVENTS = {
  /** Entries were committed. At most 20 a second; counts cover all commits since the last such event. */
  'entries.stored': z.object({
    lastId: z.int().nonnegative(),
    bySeverity: severityCountsSchema,
    /** The smallest id of those that came late: from there on the list has changed. Absent: all were added at its end. */
    lateFromId: entryIdSchema.optional(),
  }),
  /** At most twice a second, and at once when a listener's state changes. */
  'status.changed': statusSchema,
  'gaps.recorded': gapSchema,
  /** A bookmark was set, its note changed, or (null) it was taken away. */
  'bookmarks.changed': z.object({ entryId: entryIdSchema, bookmark: bookmarkSchema.nullable() }),
  /** Read them again. */
  'savedQueries.changed': z.object({}),
  /** At most ten times a second for each batch, and at once when its state changes. */
  'exports.progressed': exportBatchSchema,
  /** The record of a batch was deleted. */
  'exports.removed': z.object({ id: z.int().positive() }),
  /** A recurring export was changed or has run: read them again. */
  'schedules.changed': z.object({}),
  /** A command of the page, by its id, was chosen in the menu of the desktop app. No other shell has one. */
  'shell.commandChosen': z.object({ id: z.string() }),
} as const;

export type EventName = keyof typeof EVENTS;
export type EventPayload<E extends EventName> = z.output<(typeof EVENTS)[E]>;

export const EVENT_NAMES = Object.keys(EVENTS) as EventName[];

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(EVENTS, name);
}
