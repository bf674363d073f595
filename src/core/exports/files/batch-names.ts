import { basename, dirname, join, parse } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { extensionOf } from '#contract/export-format.ts';
import { isSplit, type ExportRequest } from '#contract/export-request.ts';
import type { NameFacts, PatternFault } from '#contract/name-pattern.ts';
import {
  LEAST_PART_DIGITS,
  NAME_TOKENS,
  barePattern,
  bindPattern,
  fillPart,
  literalPattern,
  patternFault,
} from '#contract/name-pattern.ts';

/** The names of a batch's files with everything filled in but the number of the part. Kept with the batch. */
export interface BatchNames {
  directory: string;
  /** `{part}` stands for the number, a brace itself is written twice. */
  pattern: string;
  /** With its dot; may be empty. */
  extension: string;
}

/**
 * Fills in everything but the part.
 * @throws AppError `export.invalid` for a pattern with an unknown word in braces, or that is no name on some system.
 */
export function bindNames(request: ExportRequest, facts: NameFacts): BatchNames {
  const { target, format, compression } = request;
  const isNumbered = isSplit(request) && target.kind !== 'download';
  if (target.kind === 'file') {
    const [stem, extension] = splitName(basename(target.path));
    const pattern = bindPattern(literalPattern(stem), facts, isNumbered);
    return { directory: dirname(target.path), pattern, extension };
  }
  const pattern = barePattern(target.namePattern, format, compression);
  const fault = patternFault(pattern);
  if (fault !== null) throw invalidPattern(target.namePattern, fault);
  return {
    directory: target.kind === 'folder' ? target.directory : '',
    pattern: bindPattern(pattern, facts, isNumbered),
    extension: extensionOf(format, compression),
  };
}

/** Where the part of that number (from 1) goes. @param digits - Numbers are filled up with zeros so that names sort. */
export function partPath(names: BatchNames, part: number, digits: number): string {
  const number = String(part).padStart(digits, '0');
  return join(names.directory, fillPart(names.pattern, number) + names.extension);
}

/** Where the manifest goes: beside the files, named as they are without the number. */
export function manifestPath(names: BatchNames): string {
  const stem = fillPart(names.pattern.replace(/[-_. ]?\{part\}/, ''), '').replace(/^[-_. ]+/, '');
  return join(names.directory, `${stem === '' ? 'batch' : stem}${names.extension}.manifest.json`);
}

/** So many digits that the numbers of all parts are equally long, and at least LEAST_PART_DIGITS. */
export function digitsOfParts(mostParts: number): number {
  return Math.max(LEAST_PART_DIGITS, String(Math.max(1, mostParts)).length);
}

/** A name before and from its extension on; of a compressed file that is two: `.csv.gz`. */
function splitName(name: string): [stem: string, extension: string] {
  const { name: stem, ext } = parse(name);
  if (!/^\.(?:gz|zst)$/i.test(ext)) return [stem, ext];
  const inner = parse(stem);
  return [inner.name, inner.ext + ext];
}

function invalidPattern(pattern: string, { kind, found }: PatternFault): AppError {
  const reasons = {
    empty: 'nothing is left of it without the extension',
    unsafe: `${JSON.stringify(found)} is not allowed in names on every system`,
    edge: 'it begins or ends with a dot or a space',
    'lone-brace': 'a brace stands alone: write it twice to mean itself',
    'unknown-token': `${found} is unknown`,
  };
  return new AppError(
    'export.invalid',
    `${JSON.stringify(pattern)} cannot be a pattern for names: ${reasons[kind]}.`,
    {
      remedy: `Use letters, digits, "-" and "_", and any of ${NAME_TOKENS.map((token) => `{${token}}`).join(' ')}.`,
    },
  );
}
