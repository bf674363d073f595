import type { RedactionKind } from '#contract/redaction.ts';

/** What a pseudonym begins with: it says what stood in its place. */
export const PSEUDONYM_PREFIXES = ['user', 'ip', 'mac', 'mail', 'sid', 'token'] as const;
export type PseudonymPrefix = (typeof PSEUDONYM_PREFIXES)[number];

/** A piece of a text that is to be replaced. */
export interface TextMatch {
  /** In UTF-16 code units; the piece is never empty. */
  readonly start: number;
  readonly end: number;
  /** `kept`: it stays as it is, and so does everything that overlaps it. */
  readonly kind: RedactionKind | 'kept';
  readonly prefix: PseudonymPrefix;
  /** The one spelling for all spellings that mean the same: they have the same pseudonym. */
  readonly canonical: string;
}

/**
 * Finds pieces of one kind: in ascending order, none overlapping another. Takes time in proportion to the text's length, and looks at nothing
 * where its triggers are not present; these must have been scanned for the same text.
 */
export type FindMatches = (text: string) => readonly TextMatch[];

/** What most texts give. */
export const NO_MATCHES: readonly TextMatch[] = [];

/** Both lists in one, in ascending order, without those of `weaker` that overlap one of `stronger`. */
export function mergeMatches(
  stronger: readonly TextMatch[],
  weaker: readonly TextMatch[],
): readonly TextMatch[] {
  if (weaker.length === 0) return stronger;
  if (stronger.length === 0) return weaker;
  const merged: TextMatch[] = [];
  let next = 0;
  let strong = stronger[next];
  for (const weak of weaker) {
    while (strong !== undefined && strong.end <= weak.start) {
      merged.push(strong);
      next += 1;
      strong = stronger[next];
    }
    if (strong === undefined || strong.start >= weak.end) merged.push(weak);
  }
  for (; strong !== undefined; strong = stronger[next]) {
    merged.push(strong);
    next += 1;
  }
  return merged;
}
