import type { KeyboardEvent, MouseEvent, PointerEvent, ReactNode, Ref } from 'react';
import { memo, useRef, useState } from 'react';
import { useAppModel } from '../../app-model.ts';
import { currentZoneName } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { withColumnAt, withColumnMoved, withColumnWidth } from './column-choice.ts';
import { fittingWidthPx } from './fitting-width.ts';
import type { Room, VisibleColumn } from './list-columns.ts';

const KEY_STEP_PX = 16;

interface ListHeadProps {
  columns: readonly VisibleColumn[];
  room: Room;
  /** What scrolls sideways with the rows. */
  head: Ref<HTMLDivElement>;
}

/** The head of the list: what stands in the columns. They are moved and resized here, with the pointer and with keys. */
export const ListHead = memo(function ListHead({ columns, room, head }: ListHeadProps): ReactNode {
  const { settings } = useAppModel();
  const [reachable, setReachable] = useState(0);
  const dragged = useRef<string | null>(null);

  function change(
    next: (columns: readonly VisibleColumn[]) => { id: string; widthPx: number | null }[],
  ): void {
    settings.patch({ columns: next(columns).map(({ id, widthPx }) => ({ id, widthPx })) });
  }

  function resize(id: string, widthPx: number | null): void {
    change((present) => withColumnWidth(present, id, widthPx));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>, index: number): void {
    const column = columns[index];
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (column === undefined || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter') resize(column.id, fittingWidthPx(column));
    else if (step === 0) return;
    else if (event.altKey) {
      change((present) => withColumnMoved(present, column.id, step));
      setReachable(Math.max(0, Math.min(columns.length - 1, index + step)));
      focusSoon(event.currentTarget);
    } else if (event.shiftKey) {
      resize(column.id, event.currentTarget.getBoundingClientRect().width + step * KEY_STEP_PX);
    } else focusHeader(event.currentTarget, index + step);
    event.preventDefault();
    event.stopPropagation();
  }

  function focusHeader(from: HTMLElement, wanted: number): void {
    const index = Math.max(0, Math.min(columns.length - 1, wanted));
    setReachable(index);
    focusSoon(from.parentElement?.children[index]);
  }

  return (
    <div ref={head} className="list-head">
      <div id="log-entries-head" className="list-head-row" role="row" aria-rowindex={1}>
        {columns.map((column, index) => (
          <span
            key={column.id}
            role="columnheader"
            className={`head-${column.kind}`}
            title={texts.columns.headHint}
            tabIndex={index === Math.min(reachable, columns.length - 1) ? 0 : -1}
            onKeyDown={(event) => {
              onKeyDown(event, index);
            }}
            onDragOver={(event) => {
              if (dragged.current !== null) event.preventDefault();
            }}
            onDrop={(event) => {
              event.preventDefault();
              const id = dragged.current;
              if (id !== null) change((present) => withColumnAt(present, id, column.id));
            }}
          >
            <span
              className="head-title"
              draggable
              onDragStart={(event) => {
                dragged.current = column.id;
                event.dataTransfer.setData('text/plain', column.title);
              }}
              onDragEnd={() => {
                dragged.current = null;
              }}
            >
              {column.kind === 'time' ? <TimeTitle title={column.title} room={room} /> : column.title}
            </span>
            {column.kind === 'message' ? null : <ColumnEdge column={column} onResize={resize} />}
          </span>
        ))}
      </div>
    </div>
  );
});

/** When the columns stand in their new places: an element that is moved in the document loses the focus. */
function focusSoon(header: Element | undefined): void {
  requestAnimationFrame(() => {
    if (header instanceof HTMLElement) header.focus();
  });
}

/** The zone is always said: a time without it is worth little. */
function TimeTitle({ title, room }: { title: string; room: Room }): ReactNode {
  const { settings } = useAppModel();
  const zone = `(${currentZoneName(useStore(settings).timeZone)})`;
  return room === 'narrow' ? zone : `${title} ${zone}`;
}

interface ColumnEdgeProps {
  column: VisibleColumn;
  onResize: (id: string, widthPx: number) => void;
}

/** The edge between two columns, for the pointer; the header itself takes the keys. */
function ColumnEdge({ column, onResize }: ColumnEdgeProps): ReactNode {
  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const header = event.currentTarget.parentElement;
    if (header === null || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onResize(column.id, event.clientX - header.getBoundingClientRect().left);
  }
  function onDoubleClick(event: MouseEvent): void {
    event.preventDefault();
    onResize(column.id, fittingWidthPx(column));
  }
  return (
    <span
      className="column-edge"
      aria-hidden="true"
      data-column={column.id}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={onPointerMove}
      onDoubleClick={onDoubleClick}
    />
  );
}
