import { expect, it } from 'vitest';
import {
  choosableColumns,
  withColumnAt,
  withColumnMoved,
  withColumnToggled,
  withColumnWidth,
} from './column-choice.ts';
import { charactersPerLine, gridTemplate, leastWidthPx, roomOf, visibleColumns } from './list-columns.ts';

const DEFAULTS = ['time', 'severity', 'unit', 'process', 'message'].map((id) => ({ id, widthPx: null }));

function ids(columns: readonly { id: string }[]): string[] {
  return columns.map(({ id }) => id);
}

it('shows the host by itself where there are several, and the unit where there is room', () => {
  const byItself = { isChosen: false, hasSeveralHosts: true, room: 'wide' } as const;
  expect(ids(visibleColumns(DEFAULTS, byItself))).toEqual([
    'time',
    'severity',
    'host',
    'unit',
    'process',
    'message',
  ]);
  expect(ids(visibleColumns(DEFAULTS, { ...byItself, hasSeveralHosts: false, room: 'medium' }))).toEqual([
    'time',
    'severity',
    'process',
    'message',
  ]);
});

it('shows exactly what was chosen, whatever the room', () => {
  const chosen = { isChosen: true, hasSeveralHosts: true, room: 'narrow' } as const;
  expect(ids(visibleColumns(DEFAULTS, chosen))).toEqual(ids(DEFAULTS));
});

it('numbers the raw fields as the rows carry them, and leaves out what it does not know', () => {
  const columns = ['raw:A', 'later', 'message', 'raw:B'].map((id) => ({ id, widthPx: null }));
  const visible = visibleColumns(columns, { isChosen: true, hasSeveralHosts: false, room: 'wide' });
  expect(visible.map(({ id, rawIndex, title }) => [id, rawIndex, title])).toEqual([
    ['raw:A', 0, 'A'],
    ['message', -1, 'Message'],
    ['raw:B', 1, 'B'],
  ]);
});

it('gives the message what is left, and says when that is too little', () => {
  const columns = visibleColumns(
    [...DEFAULTS.slice(0, 2), { id: 'unit', widthPx: 200 }, { id: 'message', widthPx: null }],
    {
      isChosen: true,
      hasSeveralHosts: false,
      room: 'wide',
    },
  );
  expect(gridTemplate(columns, 'wide')).toBe('178px 96px 200px minmax(max(120px, 30%), 1fr)');
  expect(leastWidthPx(columns, 'wide')).toBe(28 + 3 * 12 + 178 + 96 + 200 + 120);
  expect(charactersPerLine(columns, 'wide', 1_258)).toBe(Math.floor((1_258 - 28 - 36 - 474) / 7.2));
});

it('knows how much room a window has', () => {
  expect([800, 900, 1_280].map(roomOf)).toEqual(['narrow', 'medium', 'wide']);
});

it('adds a column before the message and takes it away again, but never the last', () => {
  const added = withColumnToggled(DEFAULTS, 'host');
  expect(ids(added)).toEqual(['time', 'severity', 'unit', 'process', 'host', 'message']);
  expect(ids(withColumnToggled(added, 'host'))).toEqual(ids(DEFAULTS));
  expect(ids(withColumnToggled([{ id: 'time', widthPx: null }], 'time'))).toEqual(['time']);
});

it('moves a column as far as there are places', () => {
  expect(ids(withColumnMoved(DEFAULTS, 'unit', -1))).toEqual([
    'time',
    'unit',
    'severity',
    'process',
    'message',
  ]);
  expect(ids(withColumnMoved(DEFAULTS, 'time', -1))).toEqual(ids(DEFAULTS));
  expect(ids(withColumnAt(DEFAULTS, 'time', 'process'))).toEqual([
    'severity',
    'unit',
    'process',
    'time',
    'message',
  ]);
});

it('keeps widths within what settings can hold', () => {
  expect(withColumnWidth(DEFAULTS, 'unit', 3)[2]?.widthPx).toBe(32);
  expect(withColumnWidth(DEFAULTS, 'unit', 9_999)[2]?.widthPx).toBe(2_000);
  expect(withColumnWidth(DEFAULTS, 'unit', null)[2]?.widthPx).toBeNull();
});

it('offers what is shown first, in its order, then the others', () => {
  const offered = choosableColumns([
    { id: 'message', widthPx: null },
    { id: 'raw:A', widthPx: null },
  ]);
  expect(offered.slice(0, 3)).toEqual(['message', 'raw:A', 'time']);
  expect(new Set(offered).size).toBe(offered.length);
});

it('makes the time as wide as it is written', () => {
  const columns = visibleColumns(DEFAULTS, {
    isChosen: true,
    hasSeveralHosts: false,
    room: 'wide',
    timeLengths: { withDay: 26, alone: 15 },
  });
  expect(gridTemplate(columns, 'wide')).toMatch(/^194px 96px /);
  expect(gridTemplate(columns, 'narrow')).toMatch(/^114px 82px /);
});
