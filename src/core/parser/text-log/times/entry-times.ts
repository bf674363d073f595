import type { WrittenTime } from './written-time.ts';

/** Makes moments of the times of entries, inferring what they leave out. */
export interface EntryTimes {
  /** What the time of an entry that has none is taken from, in a word for people. */
  readonly standIn: string;
  /** The moment of a time, in microseconds since 1970; of an entry without one, that of what stands in for it. Changes nothing. */
  resolve(time: WrittenTime): number;
}
