import type { ReactNode } from 'react';
import type { EntryRow } from '#contract/entry.ts';
import { LogText } from '../../components/log-text.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import type { TimeZone } from '../../formats.ts';
import { formatFullTime, timeParts } from '../../formats.ts';
import { texts } from '../../texts.ts';
import type { VisibleColumn } from './list-columns.ts';
import { deltaText, relativeText } from './list-times.ts';
import type { MessageForm } from './message-form.ts';
import { MessageText } from './message-text.tsx';

/** What cells are drawn from. */
export interface CellContent {
  row: EntryRow;
  zone: TimeZone;
  /** Where there is little room the time goes without its day. */
  hasDay: boolean;
  /** Of the row before; null: there is none, or no column needs it. */
  previousTimeUnixUs: number | null;
  /** What relative times count from. */
  nowUnixUs: number;
  form: MessageForm;
  charactersPerLine: number;
  /** As the user named the source, where it is known. */
  sourceName: string;
}

/** What the row shows in a column. A function and no component: a list draws hundreds of them a second. */
export function entryCell(column: VisibleColumn, content: CellContent): ReactNode {
  const { row, zone } = content;
  switch (column.kind) {
    case 'time':
      return timeCell(column, content);
    case 'relative':
      return cell(
        column,
        relativeText(row.timeUnixUs, content.nowUnixUs),
        formatFullTime(row.timeUnixUs, zone),
      );
    case 'delta':
      return cell(
        column,
        content.previousTimeUnixUs === null ? '' : deltaText(content.previousTimeUnixUs, row.timeUnixUs),
        formatFullTime(row.timeUnixUs, zone),
      );
    case 'severity':
      return severityCell(column, row);
    case 'host':
    case 'unit':
    case 'identifier':
      return cell(column, <LogText text={row[column.kind]} />);
    case 'process':
      return cell(
        column,
        <>
          <LogText text={row.identifier === '' ? row.unit : row.identifier} />
          {row.pid === null ? null : <span className="cell-pid">[{row.pid}]</span>}
        </>,
      );
    case 'pid':
      return cell(column, row.pid);
    case 'source':
      return cell(column, <LogText text={content.sourceName} />);
    case 'id':
      return cell(column, row.id);
    case 'raw':
      return cell(column, <LogText text={row.rawFields?.[column.rawIndex] ?? ''} />);
    case 'message':
      return cell(
        column,
        <MessageText
          row={row}
          form={content.form}
          zone={zone}
          charactersPerLine={content.charactersPerLine}
        />,
      );
  }
}

function cell({ id, kind }: VisibleColumn, content: ReactNode, title?: string): ReactNode {
  return (
    <span key={id} role="gridcell" className={`cell-${kind}`} title={title}>
      {content}
    </span>
  );
}

function timeCell(column: VisibleColumn, { row, zone, hasDay }: CellContent): ReactNode {
  const { day, time } = timeParts(row.timeUnixUs, zone);
  const shown = hasDay ? (
    <>
      <span className="cell-day">{day} </span>
      {time}
    </>
  ) : (
    time
  );
  return cell(column, shown, formatFullTime(row.timeUnixUs, zone));
}

function severityCell(column: VisibleColumn, row: EntryRow): ReactNode {
  return cell(
    column,
    <>
      <SeverityMark severity={row.severity} />
      <span className={`severity-word severity-${String(row.severity)}`}>{texts.severity[row.severity]}</span>
      {row.rawSeverity === null ? null : <RawSeverity raw={row.rawSeverity} />}
    </>,
  );
}

function RawSeverity({ raw }: { raw: string }): ReactNode {
  const title = raw === '' ? texts.live.noSeverity : texts.live.rawSeverity(raw);
  return (
    <span className="raw-severity" title={title}>
      <span aria-hidden="true">?</span>
      <span className="visually-hidden">{title}</span>
    </span>
  );
}
