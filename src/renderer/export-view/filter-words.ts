import { severityName } from '#contract/severity.ts';
import type { TimeZone } from '../formats.ts';
import { formatShortTime, zoneName } from '../formats.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { ALL_SEVERITIES, presetOf } from '../state/entry-filter.ts';
import { texts } from '../texts.ts';

/** What a filter selects, as a sentence: "Entries of severity error or worse that match ssh, from … until …." */
export function filterWords(filter: EntryFilter, zone: TimeZone): string {
  const where = filter.where.trim();
  return texts.filterWords.sentence(
    severityWords(filter),
    where === '' ? '' : texts.filterWords.matching(where),
    filter.sinceUnixUs === null ? '' : texts.filterWords.since(timeWords(filter.sinceUnixUs, zone)),
    filter.untilUnixUs === null ? '' : texts.filterWords.until(timeWords(filter.untilUnixUs, zone)),
  );
}

function severityWords({ severities }: EntryFilter): string {
  const words = texts.filterWords;
  if (severities.length === ALL_SEVERITIES.length) return words.all;
  if (severities.length === 0) return words.none;
  const preset = presetOf(severities);
  if (preset === 'errors') return words.andWorse('error');
  if (preset === 'warnings-and-errors') return words.andWorse('warning');
  return words.severities(severities.map(severityName));
}

function timeWords(unixUs: number, zone: TimeZone): string {
  return `${formatShortTime(unixUs, zone)} ${zoneName(zone, unixUs)}`;
}
