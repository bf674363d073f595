import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { timeParts } from '../../formats.ts';
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
    const { toUnixUs } = searching;
    return (
      <span className="search-progress is-searching" title={texts.search.searchedBackHint}>
        <span className="in-full">
          {toUnixUs === null ? texts.search.searching : texts.search.searchedBack}
        </span>
        {toUnixUs === null ? null : <BriefTime unixUs={toUnixUs} zone={timeZone} />}
      </span>
    );
  }
  if (!isCounting) return null;
  return (
    <span className="search-progress">
      <span className="in-full">{texts.search.counting}</span> {percent.format(countedShare)}
    </span>
  );
}

/** To the minute; the day only when it is another than today. */
function BriefTime({ unixUs, zone }: { unixUs: number; zone: string }): ReactNode {
  const { day, time } = timeParts(unixUs, zone);
  const [today] = useState(() => timeParts(Date.now() * 1_000, zone).day);
  return (
    <time>
      {day === today ? null : <span className="in-full">{` ${day}`}</span>} {time.slice(0, 5)}
    </time>
  );
}
