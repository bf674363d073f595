import type { EntryQuery } from '#contract/query.ts';
import { severityName } from '#contract/severity.ts';
import type { TimeZone } from '../formats.ts';
import { formatShortTime, zoneName } from '../formats.ts';
import { ALL_SEVERITIES, presetOf } from '../state/entry-filter.ts';
import { texts } from '../texts.ts';

/** What a query selects, as a sentence: "Entries of severity error and worse that match ssh, from … until …." */
export function querySentence(query: EntryQuery, zone: TimeZone): string {
  return texts.queryWords.sentence(queryWords(query, zone));
}

/** The same as a part of a sentence or a title. */
export function queryWords(query: EntryQuery, zone: TimeZone): string {
  const words = texts.queryWords;
  const { search, where, units, identifiers, hosts, sourceIds, sinceUnixUs, untilUnixUs } = query;
  const matched = [search, where].map((text) => text?.trim() ?? '').filter((text) => text !== '');
  return words.parts(
    severityWords(query.severities),
    matched.length === 0 ? '' : words.matching(matched.join(' ')),
    units === undefined ? '' : words.units(units),
    identifiers === undefined ? '' : words.identifiers(identifiers),
    hosts === undefined ? '' : words.hosts(hosts),
    sourceIds === undefined ? '' : words.sources(sourceIds),
    sinceUnixUs === undefined ? '' : words.since(timeWords(sinceUnixUs, zone)),
    untilUnixUs === undefined ? '' : words.until(timeWords(untilUnixUs, zone)),
  );
}

function severityWords(severities: EntryQuery['severities']): string {
  const words = texts.queryWords;
  if (severities === undefined || severities.length === ALL_SEVERITIES.length) return words.all;
  if (severities.length === 0) return words.none;
  const ascending = severities.toSorted((one, other) => one - other);
  const preset = presetOf(ascending);
  if (preset === 'errors') return words.andWorse('error');
  if (preset === 'warnings-and-errors') return words.andWorse('warning');
  return words.severities(ascending.map(severityName));
}

function timeWords(unixUs: number, zone: TimeZone): string {
  return `${formatShortTime(unixUs, zone)} ${zoneName(zone, unixUs)}`;
}
