import type { ExportCompression, ExportFormat } from './export-format.ts';
import { extensionOf } from './export-format.ts';

/** What a pattern for the names of exported files can ask for, in the order in which it is offered. */
export const NAME_TOKENS = ['time', 'date', 'name', 'batch', 'host', 'part'] as const;
/** One word that a pattern can have between braces. A brace itself is written twice. */
export type NameToken = (typeof NAME_TOKENS)[number];

/** What is filled into a pattern. */
export interface NameFacts {
  /** When the batch was asked for; whole seconds count. */
  timeUnixUs: number;
  /** Of the recurring export; '': there is none. */
  name: string;
  batchId: number;
  host: string;
}

/** Why a pattern gives no names; `found` is what stands in the way. */
export interface PatternFault {
  kind: 'empty' | 'unsafe' | 'edge' | 'lone-brace' | 'unknown-token';
  found: string;
}

const TOKEN = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;
/** What some file system refuses or some shell obeys, and what would hide or reorder a name. */
const UNSAFE = /[<>:"/\\|?*%'`$\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const PART = '{part}';
/** Names of parts sort as long as there are not more than 9,999. */
export const LEAST_PART_DIGITS = 4;

/** A pattern as it was typed, without the extension of its files: with it, it means the same. */
export function barePattern(typed: string, format: ExportFormat, compression: ExportCompression): string {
  const pattern = typed.trim();
  const extension = extensionOf(format, compression);
  return pattern.toLowerCase().endsWith(extension) ? pattern.slice(0, -extension.length) : pattern;
}

/** Why a bare pattern gives no names that every system takes, or null. */
export function patternFault(pattern: string): PatternFault | null {
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

/** Fills in everything but the part: what stays is `{part}`, and a brace that stands twice. @param pattern without a fault. */
export function bindPattern(pattern: string, facts: NameFacts, isNumbered: boolean): string {
  const bound = pattern.replaceAll(TOKEN, (found: string, token: string | undefined) =>
    token === undefined || !isNameToken(token) ? found : valueOf(token, facts),
  );
  const hasPart = pattern.replaceAll('{{', '').includes(PART);
  return isNumbered && !hasPart ? `${bound}_${PART}` : bound;
}

/** Fills in the part. @param bound what `bindPattern` made. */
export function fillPart(bound: string, part: string): string {
  return bound.replaceAll(TOKEN, (found: string, token: string | undefined) =>
    token === 'part' ? part : found.charAt(0),
  );
}

/** The pattern that means exactly this text, whatever stands in it. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[{}]/g, '$&$&');
}

/** Whether a pattern asks for that. */
export function hasToken(pattern: string, wanted: NameToken): boolean {
  return [...pattern.matchAll(TOKEN)].some(([, token]) => token === wanted);
}

/** 2026-11-22T10:15:00Z as it stands in names, 20261122T101500Z: sorts by time and is safe everywhere. */
export function compactTime(unixUs: number): string {
  const wholeSecond = new Date(Math.floor(unixUs / 1_000_000) * 1_000).toISOString().slice(0, 19);
  return `${wholeSecond.replaceAll(/[-:]/g, '')}Z`;
}

function isNameToken(token: string): token is NameToken {
  return NAME_TOKENS.some((known) => known === token);
}

function valueOf(token: NameToken, facts: NameFacts): string {
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
      return PART;
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
