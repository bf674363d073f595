import type { LOG_FORMAT_NAMES } from '#contract/log-format.ts';
import type { Certainty } from '../../parser/text-log/detection/detect-text-log.ts';

/** Formats of text logs that need nothing more than their name. */
export type NamedTextLogFormat = (typeof LOG_FORMAT_NAMES)[number];

/**
 * How the lines of a text log are read. `pattern`: in the pattern language of docs/adr/0041; the first of them that fits a line
 * counts. `knownSeveritiesOnly`: a line whose severity is no known word does not fit.
 */
export type TextLogFormat =
  | { name: NamedTextLogFormat }
  | { name: 'pattern'; patterns: readonly string[]; knownSeveritiesOnly: boolean };

/** Whether the first entry of a file is its oldest, or new entries are put at the top. */
export type EntryOrder = 'oldest-first' | 'newest-first';

/** What a parser has to know of a text log before its first byte. */
export interface TextLogStart {
  format: TextLogFormat;
  /** How sure the format is, when the file's lines told it; null: it was said. */
  certainty: Certainty | null;
  order: EntryOrder;
  /** Names the stream of its entries: see textStreamKey. */
  streamKey: string;
  /** Where in the file, decompressed, the first byte stands that is handed over. */
  startBytes: number;
  /** When the file was last written: entries without a year or a time are not later. Microseconds since 1970. */
  modifiedUnixUs: number;
  /** When the entry before the first byte was logged, where there is one that is known. */
  lastEntryUnixUs: number | null;
  /** IANA name: the zone of times that do not say theirs. */
  timeZone: string;
  /** The host of lines that do not say theirs; '' when that is not known either. */
  host: string;
  /** The program of lines that do not say theirs, such as the file's name. */
  identifier: string;
}
