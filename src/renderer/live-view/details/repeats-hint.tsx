import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { formatCount, formatFullTime } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { whereOfSelection } from '../entry-list/export-selection.ts';
import { rowFirstId, standsFor } from '../folded-rows.ts';

/** Says of an entry of a folded row how many it stands for, and leads to each of them. */
export function RepeatsHint({ id }: { id: number }): ReactNode {
  const { feed, settings } = useAppModel();
  const { window, filter } = useStore(feed.state);
  const { timeZone } = useStore(settings);
  const row = window.rows.find((each) => standsFor(each, id));
  if (row?.repeats === undefined) return null;
  const { entries, firstTimeUnixUs } = row.repeats;
  // Of what the filter shows, the entries between the first and the last of them are these alone.
  const where = whereOfSelection(filter.where, [{ firstId: rowFirstId(row), lastId: row.id }]);
  const count = formatCount(entries);
  return (
    <div className="details-hint details-repeats">
      <p>
        {texts.live.repeatsHint(
          count,
          formatFullTime(firstTimeUnixUs, timeZone),
          formatFullTime(row.timeUnixUs, timeZone),
        )}
      </p>
      {where === null ? null : (
        <button
          type="button"
          className="button button-small"
          onClick={() => {
            settings.patch({ foldsRepeats: false });
            void feed.setFilter({ ...filter, where });
          }}
        >
          {texts.details.showRepeats(count)}
        </button>
      )}
    </div>
  );
}
