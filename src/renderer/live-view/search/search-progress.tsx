import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { formatShortTime, timeParts } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';

const percent = new Intl.NumberFormat('en', { style: 'percent' });

/** How far back a slow search has looked, or how much is counted. Comes into sight only after a moment: see search.css. */
export function SearchProgress(): ReactNode {
  const { feed, settings } = useAppModel();
  const { searching } = useStore(feed.state);
  const { isCounting, countedShare } = useStore(feed.summary.state);
  const { timeZone } = useStore(settings);
  if (searching !== null) {
    const words =
      searching.toUnixUs === null
        ? texts.search.searching
        : texts.search.searchedBack(briefTime(searching.toUnixUs, timeZone));
    return (
      <span className="search-progress is-searching" title={texts.search.searchedBackHint}>
        {words}
      </span>
    );
  }
  if (!isCounting) return null;
  return <span className="search-progress">{texts.search.counting(percent.format(countedShare))}</span>;
}

/** The time of day alone when that day is today. */
function briefTime(unixUs: number, zone: string): string {
  const { day, time } = timeParts(unixUs, zone);
  const isToday = day === timeParts(Date.now() * 1_000, zone).day;
  return isToday ? time.slice(0, 5) : formatShortTime(unixUs, zone).slice(0, 16);
}
