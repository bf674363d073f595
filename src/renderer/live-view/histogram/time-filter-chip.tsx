import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { timeFilterWords } from './bar-words.ts';
import { useClockStyle } from './use-clock-style.ts';

/** Says that only a range of time is shown, and takes that away. */
export function TimeFilterChip(): ReactNode {
  const { feed } = useAppModel();
  const { requested } = useStore(feed.state);
  const style = useClockStyle();
  const { sinceUnixUs, untilUnixUs } = requested;
  if (sinceUnixUs === null && untilUnixUs === null) return null;
  const words = timeFilterWords(sinceUnixUs, untilUnixUs, style);
  return (
    <button
      type="button"
      className="time-filter"
      aria-label={texts.histogram.removeRange(words)}
      title={texts.histogram.removeRange(words)}
      onClick={() => {
        feed.summary.zoom(null);
        void feed.setFilter({ ...requested, sinceUnixUs: null, untilUnixUs: null });
      }}
    >
      {words}
      <Icon name="close" />
    </button>
  );
}
