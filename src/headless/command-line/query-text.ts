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
    ...(severities?.length === 0
      ? ['(no severity)']
      : option('severity', severities?.map(severityName).join())),
    ...option('search', query.search),
    ...(query.units ?? []).flatMap((name) => option('unit', name)),
    ...(query.identifiers ?? []).flatMap((name) => option('identifier', name)),
    ...(query.hosts ?? []).flatMap((name) => option('host', name)),
    ...option('where', query.where),
    ...(sourceIds === undefined ? [] : [`(of source ${sourceIds.join(', ')})`]),
  ];
  return parts.length === 0 ? 'all entries' : parts.join(' ');
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`--${name} ${shellWord(value)}`];
}
