import type { Severity } from '#contract/severity.ts';
import type { SeverityScaleName } from '#contract/source-severities.ts';

/** One word, or one number, and the severity on the common scale that it usually stands for. */
export type SeverityWord = readonly [raw: string, severity: Severity];

/** A way to say how severe an entry is. Parsers read by it, and the view shows it. */
export interface SeverityScale {
  readonly name: SeverityScaleName;
  /** Where it is laid down, for people. */
  readonly reference: string;
  /** In the order in which they are shown. */
  readonly words: readonly SeverityWord[];
  /** What a source's word stands for: one of `words`, or what lies between them. undefined: it is none of this scale. */
  readonly severityOf: (raw: string) => Severity | undefined;
}

/** How sources of one kind say how severe an entry is. */
export interface SeverityDescription {
  readonly scales: readonly SeverityScale[];
  /** What a word stands for that is in none of the scales. */
  readonly unknown: Severity;
  /** Whether `Error` and `error` are two words. */
  readonly isCaseSensitive: boolean;
}

/** What an entry is whose source says nothing of its severity: nothing is invented. */
export const WITHOUT_SEVERITY: Severity = 6;
