import type { Severity } from '#contract/severity.ts';
import { severityName } from '#contract/severity.ts';
import type { FieldMatch, QueryField, QueryNode } from './query-node.ts';
import { isPlainWord } from './tokenize-query.ts';
import { wildcardParts } from './wildcard-pattern.ts';

/**
 * Writes a query in its canonical form; reading that again gives the same nodes. Times become absolute (`@seconds`).
 * A word that the language would take for something else is written as a phrase.
 */
export function formatQuery(node: QueryNode): string {
  switch (node.kind) {
    case 'and':
      return node.children
        .map((child) => inBrackets(child, child.kind === 'or' || child.kind === 'and'))
        .join(' ');
    case 'or':
      return node.children.map((child) => inBrackets(child, child.kind === 'or')).join(' OR ');
    case 'not':
      return node.child.kind === 'not'
        ? `NOT ${formatQuery(node.child)}`
        : `-${inBrackets(node.child, node.child.kind === 'and' || node.child.kind === 'or')}`;
    case 'word':
      return isPlainWord(node.text) ? node.text : quotedText(node.text);
    case 'phrase':
      return quotedText(node.text);
    case 'regex':
      return `/${node.source}/${node.flags}`;
    case 'severities':
      return formatSeverities(node.severities);
    case 'field':
      return `${fieldName(node.field)}:${formatMatch(node.match)}`;
    case 'bookmarked':
      return 'is:bookmarked';
    case 'pid':
    case 'id':
      return `${node.kind}${node.operator === '=' ? ':' : node.operator}${String(node.value)}`;
    case 'time':
      return formatTime(node.from, node.until);
  }
}

function inBrackets(node: QueryNode, needsBrackets: boolean): string {
  return needsBrackets ? `(${formatQuery(node)})` : formatQuery(node);
}

function quotedText(text: string): string {
  return `"${escaped(text)}"`;
}

function escaped(text: string): string {
  return text.replaceAll(/["\\*]/g, String.raw`\$&`);
}

function formatSeverities(severities: readonly Severity[]): string {
  const worst = severities[0];
  const mildest = severities.at(-1);
  if (worst === undefined || mildest === undefined) return 'severity>emergency';
  if (severities.length > 1 && worst === 0 && mildest === severities.length - 1) {
    return `severity>=${severityName(mildest)}`;
  }
  return `severity:${severities.map((severity) => severityName(severity)).join(',')}`;
}

function fieldName(field: QueryField): string {
  if (typeof field === 'string') return field;
  return /^_*[A-Z][A-Z0-9_]*$/.test(field.raw) ? field.raw : `raw.${field.raw}`;
}

function formatMatch(match: FieldMatch): string {
  const parts = match.kind === 'equals' ? [match.value] : wildcardParts(match.pattern);
  const isPlain = parts.every((part) => /^[\w.@:/+-]*$/.test(part)) && parts.join('*') !== '';
  return isPlain ? parts.join('*') : `"${parts.map((part) => escaped(part)).join('*')}"`;
}

function formatTime(from: number | undefined, until: number | undefined): string {
  const bounds: string[] = [];
  if (from !== undefined) bounds.push(`after:${formatUnixUs(from)}`);
  if (until !== undefined) bounds.push(`before:${formatUnixUs(until)}`);
  return bounds.join(' ');
}

function formatUnixUs(unixUs: number): string {
  const seconds = Math.floor(unixUs / 1_000_000);
  return `@${String(seconds)}.${String(unixUs % 1_000_000).padStart(6, '0')}`;
}
