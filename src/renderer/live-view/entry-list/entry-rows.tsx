import type { ReactNode } from 'react';
import { useState } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useStore } from '../../state/use-store.ts';
import { rowFirstId } from '../folded-rows.ts';
import { EntryListRow } from './entry-row.tsx';
import { isChosen, rangeOf } from './entry-selection.ts';
import { FreshRows } from './fresh-rows.ts';
import type { Room, VisibleColumn } from './list-columns.ts';
import { charactersPerLine } from './list-columns.ts';
import type { ListLayout, RowRange } from './list-layout.ts';
import type { ListMarker } from './list-markers.ts';
import { markerKey } from './list-markers.ts';
import { MarkerRow } from './marker-row.tsx';
import { RowSlots } from './row-slots.ts';
import { useNow } from '../../state/use-now.ts';

interface EntryRowsProps {
  layout: ListLayout;
  markers: readonly ListMarker[];
  drawn: RowRange;
  columns: readonly VisibleColumn[];
  room: Room;
  expandedIds: ReadonlySet<number>;
  widthPx: number;
}

/** The head is the grid's first row, and the count begins at one. */
const FIRST_ROW_INDEX = 2;

/** The rows and markers in and near the viewport, at their places. */
export function EntryRows(props: EntryRowsProps): ReactNode {
  const { layout, markers, drawn, columns, room, expandedIds, widthPx } = props;
  const { feed, selection, settings } = useAppModel();
  const { selectedId, follow } = useStore(feed.state);
  const { timeZone, wrapsLines } = useStore(settings);
  useStore(selection.choice);
  const [freshRows] = useState(() => new FreshRows());
  const [rowSlots] = useState(() => new RowSlots());
  const nowUnixUs = useNow(has(columns, 'relative'));
  const sourceNames = useSourceNames(has(columns, 'source'));
  const { rows, topsPx, markerTopsPx } = layout;
  const { from, to } = drawn;
  const { ranges } = selection;
  const fresh = freshRows.of(rows, follow === 'following');
  const hasDelta = has(columns, 'delta');
  const drawnRows = rows.slice(from, to);
  const slots = rowSlots.assign(drawnRows.map(rowFirstId));
  const perLine = charactersPerLine(columns, room, widthPx);
  return (
    <div id="log-entries-rows" role="rowgroup" className="list-rows" style={{ height: layout.totalPx }}>
      {drawnRows.map((row, offset) => {
        const index = from + offset;
        const form = expandedIds.has(rowFirstId(row)) ? 'expanded' : wrapsLines ? 'wrapped' : 'line';
        return (
          <EntryListRow
            key={slots[offset]}
            row={row}
            columns={columns}
            topPx={topsPx[index] ?? 0}
            ariaRowIndex={index + FIRST_ROW_INDEX}
            isSelected={isChosen(ranges, rangeOf(row))}
            isFocused={row.id === selectedId}
            isFresh={fresh.has(row.id)}
            form={form}
            zone={timeZone}
            hasDay={room !== 'narrow'}
            previousTimeUnixUs={hasDelta ? (rows[index - 1]?.timeUnixUs ?? null) : null}
            nowUnixUs={nowUnixUs}
            charactersPerLine={perLine}
            sourceName={sourceNames.get(row.sourceId) ?? ''}
          />
        );
      })}
      {markers.map((marker, index) =>
        marker.rowIndex < from || marker.rowIndex > to ? null : (
          <MarkerRow
            key={markerKey(marker)}
            marker={marker}
            topPx={markerTopsPx[index] ?? 0}
            ariaRowIndex={marker.rowIndex + FIRST_ROW_INDEX}
            zone={timeZone}
          />
        ),
      )}
    </div>
  );
}

function has(columns: readonly VisibleColumn[], kind: VisibleColumn['kind']): boolean {
  return columns.some((column) => column.kind === kind);
}

const NO_NAMES: ReadonlyMap<number, string> = new Map();

/** The sources as the user named them, by id. */
function useSourceNames(isNeeded: boolean): ReadonlyMap<number, string> {
  const { status } = useAppModel();
  const sources = useStore(status)?.sources;
  if (!isNeeded || sources === undefined) return NO_NAMES;
  return new Map(sources.map(({ id, spec }) => [id, spec]));
}
