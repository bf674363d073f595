import type { EntryHeading } from './entry-heading.ts';

/**
 * What a line is. `begins`: an entry, of which the heading has what stands in it. `continues`: the entry before it. Else it is neither,
 * and why.
 */
export type LineReading = 'begins' | 'continues' | { unreadable: string };

/** Reads the lines of one format. Looks at a line alone, and takes time in proportion to its length, whatever stands in it. */
export interface LineFormat {
  /** @param line - Without its line end. @param heading - Begun; after anything but `begins` what it holds means nothing. */
  read(line: string, heading: EntryHeading): LineReading;
}
