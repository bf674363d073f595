import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import type { ListPosition, RowPosition } from '../list-position.ts';
import { AT_BOTTOM } from '../list-position.ts';
import { rowIndexAtOrAfter } from '../row-window.ts';
import type { ListLayout } from './list-layout.ts';
import { layOut, positionAt, scrollTopPx } from './list-layout.ts';
import { ListPlacement } from './list-placement.ts';

const ROW_PX = 22;
const MARKER_PX = 26;

/** Stands for the list and the feed: draws, scrolls, and takes over what the list settles. */
class DrawnList {
  readonly placement = new ListPlacement();
  firstId = 1_000;
  lastId = 1_099;
  viewportPx = 300;
  selectedId: number | null = null;
  shapeKey = 'a';
  wish: ListPosition = AT_BOTTOM;
  readonly heightsPx = new Map<number, number>();
  readonly markers = new Set<number>();
  topPx = 0;
  layout: ListLayout = this.lay();

  lay(): ListLayout {
    const rows = Array.from(
      { length: this.lastId - this.firstId + 1 },
      (_, index) => ({ id: this.firstId + index }) as EntryRow,
    );
    const markerIndexes = rows.flatMap(({ id }, index) => (this.markers.has(id) ? [index] : []));
    const rowPx = ({ id }: EntryRow): number => this.heightsPx.get(id) ?? ROW_PX;
    return layOut(rows, markerIndexes, { rowPx, markerPx: MARKER_PX });
  }

  draw(): void {
    this.layout = this.lay();
    const { layout, viewportPx, wish, selectedId, shapeKey } = this;
    const request = { layout, viewportPx, wish, selectedId, shapeKey };
    const placed = this.placement.place(request);
    this.topPx = placed.topPx;
    this.wish = this.placement.settle(request, placed) ?? this.wish;
  }

  scrollTo(topPx: number): void {
    this.wish = this.placement.scrolled(topPx);
    this.draw();
  }

  /** How far below the upper edge of the viewport the row stands. */
  offsetPx(id: number): number {
    return (this.layout.topsPx[rowIndexAtOrAfter(this.layout.rows, id)] ?? Number.NaN) - this.topPx;
  }
}

function standing(topPx: number): DrawnList {
  const list = new DrawnList();
  list.draw();
  list.scrollTo(topPx);
  return list;
}

/** Something that happens to the list; the ids count from the first of the rows as they were at the beginning. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('prepend' as const), count: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('trim' as const), count: fc.integer({ min: 1, max: 20 }) }),
  fc.record({
    kind: fc.constant('measure' as const),
    row: fc.integer({ min: 0, max: 99 }),
    heightPx: fc.integer({ min: 10, max: 500 }),
  }),
  fc.record({ kind: fc.constant('mark' as const), row: fc.integer({ min: 0, max: 99 }) }),
);

describe('what is under the eyes', () => {
  it('stays where it is, to the pixel, whatever happens to the rows around it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 500, max: 1_400 }),
        fc.array(happening, { maxLength: 30 }),
        (topPx, all) => {
          const list = standing(topPx);
          const { id } = positionAt(list.layout, topPx) as RowPosition;
          const offsetPx = list.offsetPx(id);
          const movedPx: number[] = [];
          for (const next of all) {
            happen(list, next, id);
            list.draw();
            // At the very beginning there is nothing to scroll: only there may it move.
            if (list.topPx === 0) break;
            movedPx.push(list.offsetPx(id) - offsetPx);
          }
          expect(movedPx.every((px) => Math.abs(px) < 1e-6)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is the end of the log while the list follows', () => {
    const list = new DrawnList();
    list.draw();
    list.lastId += 500;
    list.heightsPx.set(1_500, 300);
    list.draw();
    expect(list.topPx).toBe(list.layout.totalPx - list.viewportPx);
  });
});

function happen(
  list: DrawnList,
  next: typeof happening extends fc.Arbitrary<infer H> ? H : never,
  id: number,
): void {
  switch (next.kind) {
    case 'append':
      list.lastId += next.count;
      break;
    case 'prepend':
      list.firstId -= next.count;
      break;
    case 'trim':
      // Rows that leave are far from what is shown.
      list.firstId = Math.max(list.firstId, Math.min(list.firstId + next.count, id - 15));
      break;
    case 'measure':
      list.heightsPx.set(1_000 + next.row, next.heightPx);
      // So that there is something below it to scroll past.
      list.lastId += 30;
      break;
    case 'mark':
      list.markers.add(1_000 + next.row);
      break;
  }
}

describe('a list of another shape', () => {
  it('keeps the uppermost row at the upper edge', () => {
    const list = standing(40 * ROW_PX + 7);
    list.shapeKey = 'b';
    for (let id = 1_000; id < 1_100; id += 1) list.heightsPx.set(id, 28);
    list.draw();
    expect(list.offsetPx(1_040)).toBe(-7);
  });

  it('keeps the chosen row where it is while that is visible', () => {
    const list = standing(40 * ROW_PX);
    list.selectedId = 1_045;
    list.shapeKey = 'b';
    for (let id = 1_000; id < 1_100; id += 1) list.heightsPx.set(id, 40);
    list.draw();
    expect(list.offsetPx(1_045)).toBe(5 * ROW_PX);
  });

  it('keeps a chosen row in sight when the viewport becomes lower', () => {
    const list = standing(40 * ROW_PX);
    list.selectedId = 1_050;
    list.draw();
    list.viewportPx = 150;
    list.draw();
    expect(list.offsetPx(1_050)).toBe(150 - ROW_PX);
  });

  it('leaves everything where it is when the chosen row was out of sight', () => {
    const list = standing(40 * ROW_PX);
    list.selectedId = 1_002;
    list.viewportPx = 150;
    list.draw();
    expect(list.offsetPx(1_040)).toBe(0);
  });
});

describe('a row to reveal', () => {
  it('is brought in by the shortest way, and stays there from then on', () => {
    const list = standing(40 * ROW_PX);
    list.wish = { kind: 'reveal', id: 1_030, place: 'nearest' };
    list.draw();
    expect(list.offsetPx(1_030)).toBe(0);
    expect(list.wish.kind).toBe('row');
    list.firstId -= 100;
    list.draw();
    expect(list.offsetPx(1_030)).toBe(0);
  });

  it('stands in the middle when the window before did not hold it', () => {
    const list = standing(40 * ROW_PX);
    list.firstId = 5_000;
    list.lastId = 5_100;
    list.wish = { kind: 'reveal', id: 5_050, place: 'nearest' };
    list.draw();
    expect(list.offsetPx(5_050)).toBe((300 - ROW_PX) / 2);
  });

  it('that cannot stand in the middle holds the list where it is instead', () => {
    const list = standing(40 * ROW_PX);
    list.wish = { kind: 'reveal', id: 1_099, place: 'centre' };
    list.draw();
    const offsetPx = list.offsetPx(1_099);
    expect(offsetPx).toBe(300 - ROW_PX);
    list.lastId += 50;
    list.draw();
    expect(list.offsetPx(1_099)).toBe(offsetPx);
  });

  it('moves nothing else: the list tells its place once', () => {
    const list = standing(40 * ROW_PX);
    const { layout, viewportPx, wish, selectedId, shapeKey } = list;
    const request = { layout, viewportPx, wish, selectedId, shapeKey };
    expect(list.placement.settle(request, list.placement.place(request))).toBeUndefined();
    expect(scrollTopPx(layout, positionAt(layout, list.topPx), viewportPx)).toBe(list.topPx);
  });
});
