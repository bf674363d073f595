import type { Severity } from '#contract/severity.ts';
import type { SeverityChange } from '#contract/source-severities.ts';
import type { EntryDraft } from '../pipeline/entry-draft.ts';
import type { SeverityDescription } from './severity-scale.ts';

/** What some words of one source stand for because the user says so. */
export interface ChangedSeverities {
  readonly isCaseSensitive: boolean;
  /** By the word, which is in small letters where its case does not count. */
  readonly byWord: ReadonlyMap<string, Severity>;
}

/** The word under which a raw severity is looked up. */
export function severityKey(raw: string, isCaseSensitive: boolean): string {
  return isCaseSensitive ? raw : raw.trim().toLowerCase();
}

/**
 * Gives an entry the severity that the user chose for its word. What the source said stays beside it, also where that was left out
 * because the severity said the same. Call it after normaliseSeverity.
 */
export function applyChangedSeverities(
  draft: EntryDraft,
  { isCaseSensitive, byWord }: ChangedSeverities,
): void {
  const raw = draft.rawSeverity ?? draft.statedSeverity ?? '';
  const severity = byWord.get(severityKey(raw, isCaseSensitive));
  if (severity === undefined) return;
  draft.severity = severity;
  draft.rawSeverity = raw;
}

/**
 * What holds after some words were changed. A word that is put back to the usual is left out.
 * @param before - null: nothing was changed. @returns null: everything stands for the usual.
 */
export function withChanges(
  before: ChangedSeverities | null,
  changes: readonly SeverityChange[],
  description: SeverityDescription,
): ChangedSeverities | null {
  const { isCaseSensitive } = description;
  const byWord = new Map(before?.byWord);
  for (const { raw, severity } of changes) {
    const key = severityKey(raw, isCaseSensitive);
    if (severity === null) byWord.delete(key);
    else byWord.set(key, severity);
  }
  return byWord.size === 0 ? null : { isCaseSensitive, byWord };
}

/** As the column `sources.severities` has it. */
export function formatChangedSeverities(changed: ChangedSeverities | null): string | null {
  return changed === null ? null : JSON.stringify(Object.fromEntries(changed.byWord));
}

/** Reads the column again. */
export function parseChangedSeverities(
  text: string | null,
  { isCaseSensitive }: SeverityDescription,
): ChangedSeverities | null {
  if (text === null) return null;
  return { isCaseSensitive, byWord: new Map(Object.entries(JSON.parse(text) as Record<string, Severity>)) };
}
