import type { EntryQuery } from '#contract/query.ts';
import { severityName } from '#contract/severity.ts';
import { localTime } from './local-time.ts';
import { shellWord } from './shell-word.ts';

/** A query as the options that ask for the same; sources, for which there is none, in words. */
export function queryText(query: EntryQuery): string {
  const { severities, sourceIds } = query;
  const parts = [
    ...option('since', query.sinceUnixUs === undefined ? undefined : localTime(query.sinceUnixUs)),
    ...option('until', query.untilUnixUs === undefined ? undefined : localTime(query.untilUnixUs)),
    ...(severities?.length === 0 ? ['(no severity)'] : option('severity', severitiesText(severities))),
    ...option('search', query.search),
    ...(query.units ?? []).flatMap((name) => option('unit', name)),
    ...(query.identifiers ?? []).flatMap((name) => option('identifier', name)),
    ...(query.hosts ?? []).flatMap((name) => option('host', name)),
    ...option('where', query.where),
    ...(sourceIds === undefined ? [] : [`(of source ${sourceIds.join(', ')})`]),
  ];
  return parts.length === 0 ? 'all entries' : parts.join(' ');
}

/** `error+` where all that are worse belong to it. */
function severitiesText(severities: EntryQuery['severities']): string | undefined {
  if (severities === undefined) return undefined;
  const sorted = severities.toSorted((one, other) => one - other);
  const least = sorted.at(-1) ?? 0;
  const isAllWorse = least > 0 && sorted.every((severity, index) => severity === index);
  return isAllWorse ? `${severityName(least)}+` : sorted.map(severityName).join();
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`--${name} ${shellWord(value)}`];
}
