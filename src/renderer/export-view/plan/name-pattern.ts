import type { ExportCompression, ExportFormat } from '#contract/export-format.ts';
import { extensionOf } from '#contract/export-format.ts';

/** What a pattern can ask for, in the order in which it is offered. */
export const NAME_TOKENS = ['time', 'date', 'name', 'batch', 'host', 'part'] as const;
/** One word that a pattern can have between braces. */
export type NameToken = (typeof NAME_TOKENS)[number];

/** Why a pattern gives no names; `found` is what stands in the way. */
export interface PatternFault {
  kind: 'empty' | 'unsafe' | 'edge' | 'lone-brace' | 'unknown-token';
  found: string;
}

/** What is filled into an example. */
export interface ExampleFacts {
  timeUnixUs: number;
  /** Of the recurring export; '': none has been given yet. */
  name: string;
  batchId: number;
  host: string;
}

/** How the files of a batch are written, as far as their names tell. */
export interface NamedFiles {
  format: ExportFormat;
  compression: ExportCompression;
  /** The batch can have several files. */
  isSplit: boolean;
}

const TOKEN = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;
const UNSAFE = /[<>:"/\\|?*%'`$\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const PART_DIGITS = 4;

/**
 * Why the engine would refuse the pattern, or null: told while it is typed, without asking. The engine has the last word
 * (core/exports/files/batch-names.ts).
 */
export function patternFault(typed: string, files: NamedFiles): PatternFault | null {
  const pattern = withoutExtension(typed, files);
  const unsafe = pattern.replaceAll(TOKEN, '').match(UNSAFE)?.[0];
  if (unsafe !== undefined) return { kind: 'unsafe', found: unsafe };
  if (pattern === '') return { kind: 'empty', found: '' };
  if (/^[. ]|[. ]$/.test(pattern)) return { kind: 'edge', found: pattern };
  const tokens = [...pattern.matchAll(TOKEN)];
  const brace = tokens.find(([found]) => found === '{' || found === '}');
  if (brace !== undefined) return { kind: 'lone-brace', found: brace[0] };
  const unknown = tokens.find(([, token]) => token !== undefined && !isNameToken(token));
  return unknown === undefined ? null : { kind: 'unknown-token', found: unknown[0] };
}

/** The name that the first file would get. @param typed a pattern without fault. */
export function exampleName(typed: string, files: NamedFiles, facts: ExampleFacts): string {
  const pattern = withoutExtension(typed, files);
  const hasPart = pattern.replaceAll('{{', '').includes('{part}');
  const numbered = files.isSplit && !hasPart ? `${pattern}_{part}` : pattern;
  const filled = numbered.replaceAll(TOKEN, (found: string, token: string | undefined) =>
    token === undefined ? found.charAt(0) : valueOf(token, facts),
  );
  return filled + extensionOf(files.format, files.compression);
}

/** Whether every batch would get a name of its own: what a recurring export needs. */
export function isNewEachTime(typed: string): boolean {
  return hasToken(typed, 'time') || hasToken(typed, 'batch');
}

/** The pattern for a further batch beside one with this pattern: every time another name. */
export function patternAgain(typed: string, files: Pick<NamedFiles, 'format' | 'compression'>): string {
  return isNewEachTime(typed) ? typed : `${withoutExtension(typed, files)}-{time}`;
}

/** The pattern that means exactly this text, whatever stands in it. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[{}]/g, '$&$&');
}

function hasToken(typed: string, wanted: NameToken): boolean {
  return [...typed.matchAll(TOKEN)].some(([, token]) => token === wanted);
}

/** Typed with its extension it means the same. */
function withoutExtension(
  typed: string,
  { format, compression }: Pick<NamedFiles, 'format' | 'compression'>,
): string {
  const pattern = typed.trim();
  const extension = extensionOf(format, compression);
  return pattern.toLowerCase().endsWith(extension) ? pattern.slice(0, -extension.length) : pattern;
}

function isNameToken(token: string): token is NameToken {
  return NAME_TOKENS.some((known) => known === token);
}

function valueOf(token: string, facts: ExampleFacts): string {
  if (!isNameToken(token)) return '';
  switch (token) {
    case 'time':
      return compactTime(facts.timeUnixUs);
    case 'date':
      return new Date(facts.timeUnixUs / 1_000).toISOString().slice(0, 10);
    case 'name':
      return safeWord(facts.name);
    case 'batch':
      return String(facts.batchId).padStart(5, '0');
    case 'host':
      return safeWord(facts.host);
    case 'part':
      return '1'.padStart(PART_DIGITS, '0');
  }
}

/** 20261122T101500Z: sorts by time and is safe everywhere. */
function compactTime(unixUs: number): string {
  const wholeSecond = new Date(Math.floor(unixUs / 1_000_000) * 1_000).toISOString().slice(0, 19);
  return `${wholeSecond.replaceAll(/[-:]/g, '')}Z`;
}

function safeWord(word: string): string {
  const safe = word
    .normalize('NFC')
    .replaceAll(UNSAFE, '_')
    .replaceAll(/[{}\s]/g, '_')
    .replaceAll(/^\.+|\.+$/g, '')
    .slice(0, 60);
  return safe === '' ? 'hydrant' : safe;
}
