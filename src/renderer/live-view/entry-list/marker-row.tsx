import { memo } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon.tsx';
import { LogText } from '../../components/log-text.tsx';
import type { TimeZone } from '../../formats.ts';
import { texts } from '../../texts.ts';
import { gapWords } from '../gap-words.ts';
import type { ListMarker } from './list-markers.ts';
import { unreadWords } from './unread-words.ts';

interface MarkerRowProps {
  marker: ListMarker;
  topPx: number;
  /** For the grid: the place of the row that it stands before. */
  ariaRowIndex: number;
  zone: TimeZone;
}

/** A line between the entries: what could not be captured, or up to where the user had looked. */
export const MarkerRow = memo(function MarkerRow({
  marker,
  topPx,
  ariaRowIndex,
  zone,
}: MarkerRowProps): ReactNode {
  const words = marker.kind === 'gap' ? gapWords(marker.gap, zone) : unreadWords(marker.unread, zone);
  return (
    <div
      className={`list-marker marker-${marker.kind}`}
      role="row"
      aria-rowindex={ariaRowIndex}
      style={{ transform: `translateY(${String(topPx)}px)` }}
    >
      <span role="gridcell" className="marker-cell" title={words}>
        {marker.kind === 'gap' ? <Icon name="warning" /> : null}
        <span className="marker-words">
          <LogText text={words} />
        </span>
        {marker.kind === 'unread' ? (
          <button
            type="button"
            className="link-button"
            tabIndex={-1}
            data-action="dismiss-unread"
            title={texts.unread.dismissHint}
          >
            {texts.unread.dismiss}
          </button>
        ) : null}
      </span>
    </div>
  );
});
