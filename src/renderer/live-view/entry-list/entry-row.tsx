import { memo } from 'react';
import type { ReactNode } from 'react';
import type { CellContent } from './entry-cell.tsx';
import { entryCell } from './entry-cell.tsx';
import type { VisibleColumn } from './list-columns.ts';

interface EntryListRowProps extends CellContent {
  columns: readonly VisibleColumn[];
  topPx: number;
  /** Place in the grid, from 1; the head is the first. */
  ariaRowIndex: number;
  isSelected: boolean;
  /** The one entry that keys act on and that the details show. */
  isFocused: boolean;
  /** It has just come in, and few enough come to look at each. */
  isFresh: boolean;
}

/** The element id of a row, for `aria-activedescendant`. */
export function rowElementId(id: number): string {
  return `entry-${String(id)}`;
}

/** One entry. Not drawn again unless something of it changes. */
export const EntryListRow = memo(function EntryListRow(props: EntryListRowProps): ReactNode {
  const { row, columns, topPx, ariaRowIndex, isSelected, isFocused, isFresh, form } = props;
  return (
    <div
      id={rowElementId(row.id)}
      className={`entry entry-${String(row.severity)}${form === 'line' ? '' : ' is-tall'}${
        isFocused ? ' is-focused' : ''
      }${isFresh ? ' is-fresh' : ''}`}
      role="row"
      aria-rowindex={ariaRowIndex}
      aria-selected={isSelected}
      data-id={row.id}
      style={{ transform: `translateY(${String(topPx)}px)` }}
    >
      {columns.map((column) => entryCell(column, props))}
    </div>
  );
});
