import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { texts } from '../../texts.ts';
import { withColumnAt, withColumnMoved, withoutColumn } from '../plan/column-order.ts';

const words = texts.export;

interface ColumnListProps {
  columns: readonly string[];
  onChange: (columns: readonly string[]) => void;
}

/** The chosen columns in their order: dragged by the pointer, or moved by buttons. */
export function ColumnList({ columns, onChange }: ColumnListProps): ReactNode {
  const { announcer } = useAppModel();
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const pressed = useRef<HTMLElement | null>(null);

  // An element that takes another place in the document loses the focus.
  useLayoutEffect(() => {
    pressed.current?.focus();
    pressed.current = null;
  });

  function move(column: string, delta: number, button: HTMLElement): void {
    const moved = withColumnMoved(columns, column, delta);
    if (moved === columns) return;
    pressed.current = button;
    onChange(moved);
    announcer.say(words.columnMoved(column, moved.indexOf(column) + 1, moved.length));
  }

  return (
    <>
      <ol className="column-order" aria-label={words.columnOrder}>
        {columns.map((column) => (
          <li key={column}>
            <div
              className={
                dragged === column
                  ? 'is-dragged'
                  : over === column && dragged !== null
                    ? 'is-drop-place'
                    : undefined
              }
              draggable
              onDragStart={(event) => {
                setDragged(column);
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', column);
              }}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                setOver(column);
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged !== null) onChange(withColumnAt(columns, dragged, column));
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
            >
              <Icon name="drag" />
              <code>{column}</code>
              <span className="hint">{words.columnHints[column] ?? words.rawField}</span>
              <MoveButton
                icon="up"
                name={words.moveUp(column)}
                isAtEnd={column === columns[0]}
                onPress={(button) => {
                  move(column, -1, button);
                }}
              />
              <MoveButton
                icon="down"
                name={words.moveDown(column)}
                isAtEnd={column === columns.at(-1)}
                onPress={(button) => {
                  move(column, 1, button);
                }}
              />
              <button
                type="button"
                className="icon-button"
                aria-label={words.removeColumn(column)}
                disabled={columns.length === 1}
                onClick={() => {
                  onChange(withoutColumn(columns, column));
                }}
              >
                <Icon name="close" />
              </button>
            </div>
          </li>
        ))}
      </ol>
      <p className="hint">{words.orderHint}</p>
    </>
  );
}

interface MoveButtonProps {
  icon: 'up' | 'down';
  name: string;
  isAtEnd: boolean;
  onPress: (button: HTMLElement) => void;
}

/** Stays in the row of the Tab key also where it moves nothing: the focus would be lost at the last step. */
function MoveButton({ icon, name, isAtEnd, onPress }: MoveButtonProps): ReactNode {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      aria-disabled={isAtEnd}
      onClick={(event) => {
        onPress(event.currentTarget);
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
