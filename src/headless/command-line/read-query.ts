import { AppError } from '#contract/errors.ts';
import type { EntryQuery } from '#contract/query.ts';
import { SEVERITY_NAMES, parseSeverityList } from '#contract/severity.ts';
import { parseQuery } from '#core/queries/query-language/parse-query.ts';
import { parseSearch } from '#core/queries/query-language/parse-search.ts';
import { parseTime } from '#core/queries/query-language/parse-time.ts';
import type { OptionValues } from './option-values.ts';
import { readText, readTexts } from './option-values.ts';

/**
 * Turns the filter options into a query, with relative times counted from `nowUnixUs`. Expressions are checked here, so
 * that a slip of the pen is told before anything is captured. Throws an AppError `usage` or `query.invalid`.
 */
export function readQuery(values: OptionValues, nowUnixUs: number): EntryQuery {
  const query: EntryQuery = {};
  const sinceUnixUs = readTime(values, 'since', nowUnixUs);
  const untilUnixUs = readTime(values, 'until', nowUnixUs);
  if (sinceUnixUs !== undefined) query.sinceUnixUs = sinceUnixUs;
  if (untilUnixUs !== undefined) query.untilUnixUs = untilUnixUs;
  if (sinceUnixUs !== undefined && untilUnixUs !== undefined && untilUnixUs < sinceUnixUs) {
    throw new AppError('usage', '--until is before --since', { remedy: 'exchange them' });
  }
  const severities = readText(values, 'severity');
  if (severities !== undefined) query.severities = readSeverities(severities);
  const search = readText(values, 'search');
  if (search !== undefined) {
    parseSearch(search);
    query.search = search;
  }
  const where = readText(values, 'where');
  if (where !== undefined) {
    parseQuery(where, nowUnixUs);
    query.where = where;
  }
  const units = readTexts(values, 'unit');
  const identifiers = readTexts(values, 'identifier');
  const hosts = readTexts(values, 'host');
  if (units.length > 0) query.units = units;
  if (identifiers.length > 0) query.identifiers = identifiers;
  if (hosts.length > 0) query.hosts = hosts;
  return query;
}

function readTime(values: OptionValues, name: string, nowUnixUs: number): number | undefined {
  const text = readText(values, name);
  if (text === undefined) return undefined;
  const time = parseTime(text, nowUnixUs);
  if (time !== undefined) return time;
  throw new AppError('usage', `--${name} "${text}" is no time`, {
    remedy: 'write it like 2026-11-22, "2026-11-22 17:30", 17:30, yesterday, "2h ago", -15m or @1795339501',
  });
}

function readSeverities(text: string): number[] {
  const severities = parseSeverityList(text);
  if (Array.isArray(severities)) return severities;
  throw new AppError('usage', `--severity: there is no severity "${severities.unknown}"`, {
    remedy: `use ${SEVERITY_NAMES.join(', ')}; warning+ means warning and worse`,
  });
}
