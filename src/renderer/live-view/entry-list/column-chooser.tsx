import type { KeyboardEvent, ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';
import { useAppModel } from '../../app-model.ts';
import type { ListColumn } from '../../state/settings.ts';
import { texts } from '../../texts.ts';
import {
  choosableColumns,
  isShown,
  withColumnAt,
  withColumnMoved,
  withColumnToggled,
} from './column-choice.ts';
import type { VisibleColumn } from './list-columns.ts';
import { columnTitle } from './list-columns.ts';
import { RawFieldPicker } from './raw-field-picker.tsx';

/** Which columns the list has, and in which order. What is seen now is what is changed. */
export function ColumnChooser({ columns: visible }: { columns: readonly VisibleColumn[] }): ReactNode {
  const { settings } = useAppModel();
  const words = texts.columns;
  const columns: ListColumn[] = visible.map(({ id, widthPx }) => ({ id, widthPx }));
  const dragged = useRef<string | null>(null);
  const moved = useRef<HTMLElement | null>(null);

  // An element that takes another place in the document loses the focus.
  useLayoutEffect(() => {
    moved.current?.focus();
    moved.current = null;
  });

  function change(next: ListColumn[]): void {
    settings.patch({ columns: next });
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>, id: string): void {
    const delta = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || delta === 0 || !isShown(columns, id)) return;
    event.preventDefault();
    moved.current = event.currentTarget;
    change(withColumnMoved(columns, id, delta));
  }

  return (
    <fieldset className="column-chooser">
      <legend>{words.title}</legend>
      <ul>
        {choosableColumns(columns).map((id) => (
          <li key={id}>
            <div
              className={isShown(columns, id) ? 'column-choice is-shown' : 'column-choice'}
              draggable={isShown(columns, id)}
              onDragStart={(event) => {
                dragged.current = id;
                event.dataTransfer.setData('text/plain', columnTitle(id));
              }}
              onDragOver={(event) => {
                if (dragged.current !== null && isShown(columns, id)) event.preventDefault();
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged.current !== null) change(withColumnAt(columns, dragged.current, id));
              }}
              onDragEnd={() => {
                dragged.current = null;
              }}
            >
              <label className="check">
                <input
                  type="checkbox"
                  checked={isShown(columns, id)}
                  onChange={() => {
                    change(withColumnToggled(columns, id));
                  }}
                  onKeyDown={(event) => {
                    onKeyDown(event, id);
                  }}
                />
                <span>
                  {columnTitle(id)}
                  {words.hints[id] === undefined ? null : <small>{words.hints[id]}</small>}
                </span>
              </label>
            </div>
          </li>
        ))}
      </ul>
      <p className="hint">{words.orderHint}</p>
      <RawFieldPicker
        columns={columns}
        onAdd={(name) => {
          change(withColumnToggled(columns, `raw:${name}`));
        }}
      />
      <button
        type="button"
        className="button button-small"
        onClick={() => {
          settings.patch({ columns: null });
        }}
      >
        {words.reset}
      </button>
    </fieldset>
  );
}
