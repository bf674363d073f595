import type { KeyboardEvent, MouseEvent } from 'react';
import type { EntryRow } from '#contract/entry.ts';
import type { AppModel } from '../../app-model.ts';
import { rowIndexAtOrAfter } from '../row-window.ts';

/** What clicks and keys on the list act on. */
export interface ListInput {
  model: AppModel;
  rows: readonly EntryRow[];
  /** @param isExpanded absent: the other way round. */
  expand: (row: EntryRow, isExpanded?: boolean) => void;
  /** The list is to stand still, if it follows. */
  hold: () => void;
}

export function onListClick(event: MouseEvent, input: ListInput): void {
  const { model, rows } = input;
  const target = event.target instanceof Element ? event.target : null;
  const action = target?.closest<HTMLElement>('[data-action]')?.dataset['action'];
  if (action === 'dismiss-unread') {
    model.unread.dismiss();
    return;
  }
  const row = rowWithId(rows, Number(target?.closest<HTMLElement>('[data-id]')?.dataset['id'] ?? ''));
  if (row === undefined) return;
  if (action === 'expand') {
    input.expand(row);
    return;
  }
  const isRange = event.shiftKey;
  // Selecting text to copy it ends in a click as well; with Shift the browser marks text of its own accord.
  if (isRange) getSelection()?.removeAllRanges();
  else if (getSelection()?.isCollapsed === false) return;
  choose(input, row, isRange ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
}

export function onListKey(event: KeyboardEvent, input: ListInput): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (handleKey(event, input)) event.preventDefault();
}

/** @returns whether the key meant something to the list. */
function handleKey(event: KeyboardEvent, input: ListInput): boolean {
  const { model, rows } = input;
  const { selectedId } = model.feed.state.get();
  const focused = selectedId === null ? undefined : rowWithId(rows, selectedId);
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp':
      return moveFocus(event.key === 'ArrowDown' ? 1 : -1, event.shiftKey, focused, input);
    case 'ArrowRight':
    case 'ArrowLeft':
      if (focused === undefined) return false;
      input.expand(focused, event.key === 'ArrowRight');
      return true;
    case 'Enter':
      if (selectedId !== null || event.target !== event.currentTarget) return false;
      void model.feed.selectRelative(-1);
      return true;
    case 'Escape':
      return model.selection.clear();
    case 'PageUp':
      input.hold();
      return false;
    default:
      return false;
  }
}

function moveFocus(
  delta: number,
  isRange: boolean,
  focused: EntryRow | undefined,
  input: ListInput,
): boolean {
  const { model, rows } = input;
  const next = focused === undefined ? undefined : rows[rowIndexAtOrAfter(rows, focused.id) + delta];
  if (isRange && next !== undefined) choose(input, next, 'range');
  else if (!isRange) void model.feed.selectRelative(delta);
  return true;
}

function choose({ model }: ListInput, row: EntryRow, how: 'only' | 'toggle' | 'range'): void {
  const { selection, feed } = model;
  if (how === 'only') selection.selectOnly(row);
  else if (how === 'toggle') selection.toggle(row);
  else selection.extendTo(row);
  void feed.select(row.id);
}

function rowWithId(rows: readonly EntryRow[], id: number): EntryRow | undefined {
  const row = rows[rowIndexAtOrAfter(rows, id)];
  return row?.id === id ? row : undefined;
}
