import { memo } from 'react';
import type { ReactNode } from 'react';
import type { EntryRow } from '#contract/entry.ts';
import { LogText } from '../components/log-text.tsx';
import { SeverityMark } from '../components/severity-mark.tsx';
import type { TimeZone } from '../formats.ts';
import { formatFullTime, timeParts } from '../formats.ts';
import { texts } from '../texts.ts';
import { ROW_HEIGHT_PX } from './list-geometry.ts';

/** More than the widest screen shows in one line. */
const SHOWN_CHARACTERS = 1_000;

interface EntryListRowProps {
  row: EntryRow;
  /** Place in the window, from 0. */
  index: number;
  isSelected: boolean;
  hasHost: boolean;
  zone: TimeZone;
  /** In words, when entries are known to be missing just before this one. */
  gapBefore: string | undefined;
}

/** The element id of a row, for `aria-activedescendant`. */
export function rowElementId(id: number): string {
  return `entry-${String(id)}`;
}

/** One entry in one line. Not drawn again unless something of it changes. */
export const EntryListRow = memo(function EntryListRow(props: EntryListRowProps): ReactNode {
  const { row, index, isSelected, hasHost, zone, gapBefore } = props;
  const { day, time } = timeParts(row.timeUnixUs, zone);
  return (
    <div
      id={rowElementId(row.id)}
      className={`entry entry-${String(row.severity)}${gapBefore === undefined ? '' : ' has-gap'}`}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      data-id={row.id}
      style={{ transform: `translateY(${String(index * ROW_HEIGHT_PX)}px)` }}
    >
      <span role="gridcell" className="cell-time" title={formatFullTime(row.timeUnixUs, zone)}>
        <span className="cell-day">{day} </span>
        {time}
      </span>
      <span role="gridcell" className="cell-severity">
        <SeverityMark severity={row.severity} />
        <span className={`severity-word severity-${String(row.severity)}`}>
          {texts.severity[row.severity]}
        </span>
        {row.rawSeverity === null ? null : <RawSeverity raw={row.rawSeverity} />}
      </span>
      {hasHost ? (
        <span role="gridcell" className="cell-host">
          <LogText text={row.host} />
        </span>
      ) : null}
      <span role="gridcell" className="cell-unit">
        <LogText text={row.unit} />
      </span>
      <span role="gridcell" className="cell-process">
        <LogText text={row.identifier === '' ? row.unit : row.identifier} />
        {row.pid === null ? null : <span className="cell-pid">[{row.pid}]</span>}
      </span>
      <span role="gridcell" className="cell-message">
        <LogText text={row.message.slice(0, SHOWN_CHARACTERS)} />
      </span>
      {gapBefore === undefined ? null : (
        <span role="gridcell" className="cell-gap" title={gapBefore}>
          <span className="visually-hidden">
            <LogText text={gapBefore} />
          </span>
        </span>
      )}
    </div>
  );
});

function RawSeverity({ raw }: { raw: string }): ReactNode {
  const title = raw === '' ? texts.live.noSeverity : texts.live.rawSeverity(raw);
  return (
    <span className="raw-severity" title={title}>
      <span aria-hidden="true">?</span>
      <span className="visually-hidden">{title}</span>
    </span>
  );
}
