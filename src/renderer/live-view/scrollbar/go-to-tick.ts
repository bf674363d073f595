import { idBelow } from '#contract/entry-id.ts';
import type { AppModel } from '../../app-model.ts';
import { nearestEntry } from '../nearest-entry.ts';
import type { TrackTick } from './severity-ticks.ts';
import { severitiesOf } from './severity-ticks.ts';

/** Shows the first of the entries that a tick stands for; a tick knows only the stretch in which they lie. */
export async function goToTick(
  { kind, fromId }: TrackTick,
  { host, feed }: Pick<AppModel, 'host' | 'feed'>,
): Promise<void> {
  const { filter } = feed.state.get();
  const severities = severitiesOf(kind).filter((severity) => filter.severities.includes(severity));
  const meant = { ...filter, severities };
  try {
    const found = await nearestEntry(host, meant, 'next', idBelow(fromId));
    await feed.jumpToEntry(found?.id ?? fromId);
  } catch {
    // The list itself tells what is wrong with the store or the connection.
    await feed.jumpToEntry(fromId);
  }
}
