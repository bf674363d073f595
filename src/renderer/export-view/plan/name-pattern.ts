import type { ExportCompression, ExportFormat } from '#contract/export-format.ts';
import { extensionOf } from '#contract/export-format.ts';
import type { NameFacts, PatternFault } from '#contract/name-pattern.ts';
import {
  LEAST_PART_DIGITS,
  barePattern,
  bindPattern,
  fillPart,
  hasToken,
  patternFault,
} from '#contract/name-pattern.ts';

/** How the files of a batch are written, as far as their names tell. */
export interface NamedFiles {
  format: ExportFormat;
  compression: ExportCompression;
  /** The batch can have several files. */
  isSplit: boolean;
}

/** Why the engine would refuse the pattern, or null: told while it is typed, without asking. */
export function typedFault(
  typed: string,
  { format, compression }: Pick<NamedFiles, 'format' | 'compression'>,
): PatternFault | null {
  return patternFault(barePattern(typed, format, compression));
}

/** The name that the first file would get. @param typed a pattern without fault. */
export function exampleName(typed: string, files: NamedFiles, facts: NameFacts): string {
  const { format, compression, isSplit } = files;
  const bound = bindPattern(barePattern(typed, format, compression), facts, isSplit);
  return fillPart(bound, '1'.padStart(LEAST_PART_DIGITS, '0')) + extensionOf(format, compression);
}

/** Whether every batch would get a name of its own: what a recurring export needs. */
export function isNewEachTime(typed: string): boolean {
  return hasToken(typed, 'time') || hasToken(typed, 'batch');
}

/** The pattern for a further batch beside one with this pattern: every time another name. */
export function patternAgain(typed: string, files: Pick<NamedFiles, 'format' | 'compression'>): string {
  return isNewEachTime(typed) ? typed : `${barePattern(typed, files.format, files.compression)}-{time}`;
}
