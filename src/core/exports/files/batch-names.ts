import { basename, dirname, join, parse } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { extensionOf } from '#contract/export-format.ts';
import { isSplit, type ExportRequest } from '#contract/export-request.ts';

/** What a name pattern can ask for. */
export interface NameFacts {
  /** When the batch was asked for; whole seconds count. */
  timeUnixUs: number;
  /** Of the recurring export. */
  name: string;
  batchId: number;
  host: string;
}

/** The names of a batch's files with everything filled in but the number of the part. Kept with the batch. */
export interface BatchNames {
  directory: string;
  /** `{part}` stands for the number, a brace itself is written twice. */
  pattern: string;
  /** With its dot; may be empty. */
  extension: string;
}

const TOKEN = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;
const KNOWN_TOKENS = ['time', 'date', 'name', 'batch', 'host', 'part'] as const;
type Token = (typeof KNOWN_TOKENS)[number];

/** What some file system refuses or some shell obeys, and what would hide or reorder a name. */
const UNSAFE = /[<>:"/\\|?*%'`$\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Fills in everything but the part.
 * @throws AppError `export.invalid` for a pattern with an unknown word in braces, or that is no name on some system.
 */
export function bindNames(request: ExportRequest, facts: NameFacts): BatchNames {
  const { target } = request;
  const isNumbered = isSplit(request) && target.kind !== 'download';
  if (target.kind === 'file') {
    const [stem, extension] = splitName(basename(target.path));
    const pattern = stem.replaceAll(/[{}]/g, '$&$&') + (isNumbered ? '_{part}' : '');
    return { directory: dirname(target.path), pattern, extension };
  }
  const extension = extensionOf(request.format, request.compression);
  let pattern = target.namePattern.trim();
  // Typed with its extension it means the same.
  if (pattern.toLowerCase().endsWith(extension)) pattern = pattern.slice(0, -extension.length);
  checkPattern(pattern, target.namePattern);
  const bound = pattern.replaceAll(TOKEN, (found: string, token: string | undefined) =>
    token === undefined ? found : valueOf(token, facts, target.namePattern),
  );
  const hasPart = pattern.replaceAll('{{', '').includes('{part}');
  return {
    directory: target.kind === 'folder' ? target.directory : '',
    pattern: isNumbered && !hasPart ? `${bound}_{part}` : bound,
    extension,
  };
}

/** Where the part of that number (from 1) goes. @param digits - Numbers are filled up with zeros so that names sort. */
export function partPath(names: BatchNames, part: number, digits: number): string {
  const number = String(part).padStart(digits, '0');
  return join(names.directory, fill(names.pattern, number) + names.extension);
}

/** Where the manifest goes: beside the files, named as they are without the number. */
export function manifestPath(names: BatchNames): string {
  const stem = fill(names.pattern.replace(/[-_. ]?\{part\}/, ''), '').replace(/^[-_. ]+/, '');
  return join(names.directory, `${stem === '' ? 'batch' : stem}${names.extension}.manifest.json`);
}

/** So many digits that the numbers of all parts are equally long. At least 4. */
export function digitsOfParts(mostParts: number): number {
  return Math.max(4, String(Math.max(1, mostParts)).length);
}

/** 2026-11-22T10:15:00Z as it stands in names: sorts by time and is safe everywhere. */
export function compactTime(unixUs: number): string {
  return `${new Date(Math.floor(unixUs / 1_000_000) * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** A name before and from its extension on; of a compressed file that is two: `.csv.gz`. */
function splitName(name: string): [stem: string, extension: string] {
  const { name: stem, ext } = parse(name);
  if (!/^\.(?:gz|zst)$/i.test(ext)) return [stem, ext];
  const inner = parse(stem);
  return [inner.name, inner.ext + ext];
}

function fill(pattern: string, part: string): string {
  return pattern.replaceAll(TOKEN, (found: string, token: string | undefined) =>
    token === 'part' ? part : found.charAt(0),
  );
}

function checkPattern(pattern: string, given: string): void {
  const literal = pattern.replaceAll(TOKEN, '');
  const unsafe = literal.match(UNSAFE)?.[0];
  if (unsafe !== undefined || basename(literal) !== literal) {
    throw invalidPattern(given, `${JSON.stringify(unsafe)} is not allowed in names on every system`);
  }
  if (pattern === '') throw invalidPattern(given, 'nothing is left of it without the extension');
  if (/^[. ]|[. ]$/.test(pattern)) throw invalidPattern(given, 'it begins or ends with a dot or a space');
  const brace = [...pattern.matchAll(TOKEN)].find(([found]) => found === '{' || found === '}');
  if (brace !== undefined) throw invalidPattern(given, 'a brace stands alone: write it twice to mean itself');
}

function valueOf(token: string, facts: NameFacts, given: string): string {
  switch (token as Token) {
    case 'time':
      return compactTime(facts.timeUnixUs);
    case 'date':
      return new Date(facts.timeUnixUs / 1000).toISOString().slice(0, 10);
    case 'name':
      return safeWord(facts.name);
    case 'batch':
      return String(facts.batchId).padStart(5, '0');
    case 'host':
      return safeWord(facts.host);
    case 'part':
      return '{part}';
    default:
      throw invalidPattern(given, `{${token}} is unknown`);
  }
}

/** A word of somebody's choosing as a part of a name: never a path, never a token. */
function safeWord(word: string): string {
  const safe = word
    .normalize('NFC')
    .replaceAll(UNSAFE, '_')
    .replaceAll(/[{}\s]/g, '_')
    .replaceAll(/^\.+|\.+$/g, '')
    .slice(0, 60);
  return safe === '' ? 'hydrant' : safe;
}

function invalidPattern(pattern: string, reason: string): AppError {
  return new AppError(
    'export.invalid',
    `${JSON.stringify(pattern)} cannot be a pattern for names: ${reason}.`,
    {
      remedy: `Use letters, digits, "-" and "_", and any of ${KNOWN_TOKENS.map((token) => `{${token}}`).join(' ')}.`,
    },
  );
}
