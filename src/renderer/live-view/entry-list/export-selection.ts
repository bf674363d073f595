import { idAbove, idBelow } from '#contract/entry-id.ts';
import type { AppModel } from '../../app-model.ts';
import { narrowedBy } from '../../state/query-terms.ts';
import { texts } from '../../texts.ts';
import { goToView } from '../../use-view-name.ts';
import type { IdRange } from './entry-selection.ts';

/** A query has at most 500 conditions; a range takes two, and the search needs some. */
const MAX_RANGES = 200;
/** As the contract says of a query's text. */
const WHERE_MAX_LENGTH = 10_000;

/** Shows the export of the chosen entries, or says that they are too scattered for one query. */
export function exportSelection({ announcer, exportFilter, feed, selection }: AppModel): void {
  const { ranges } = selection;
  if (ranges.length === 0) return;
  const { filter } = feed.state.get();
  const where = whereOfSelection(filter.where, ranges);
  if (where === null) {
    announcer.say(texts.live.selection.tooScattered);
    return;
  }
  exportFilter.set({ ...filter, where });
  goToView('export');
}

/**
 * The query that asks, of what `where` shows, for the entries of these ranges.
 * @returns null: they are more than one query can ask for.
 */
export function whereOfSelection(where: string, ranges: readonly IdRange[]): string | null {
  if (ranges.length > MAX_RANGES) return null;
  const single = ranges.filter(({ firstId, lastId }) => firstId === lastId).map(({ lastId }) => lastId);
  const terms = ranges.filter(({ firstId, lastId }) => firstId !== lastId).map(rangeTerm);
  if (single.length > 0) terms.push(`id:${single.join(',')}`);
  const chosen = narrowedBy(where, terms.length > 1 ? `(${terms.join(' OR ')})` : terms.join(''));
  return chosen.length > WHERE_MAX_LENGTH ? null : chosen;
}

function rangeTerm({ firstId, lastId }: IdRange): string {
  return firstId <= 1 ? upTo(lastId) : `${from(firstId)} ${upTo(lastId)}`;
}

/** An end that an entry was taken out at lies directly beside that entry's id: it is shorter to name that. */
function from(id: number): string {
  const before = idBelow(id);
  return Number.isInteger(before) ? `id>${String(before)}` : `id>=${String(id)}`;
}

function upTo(id: number): string {
  const behind = idAbove(id);
  return Number.isInteger(behind) ? `id<${String(behind)}` : `id<=${String(id)}`;
}
