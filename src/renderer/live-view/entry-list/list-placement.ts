import type { ListPosition, RowPosition } from '../list-position.ts';
import { rowIndexAtOrAfter } from '../row-window.ts';
import { standsFor } from '../folded-rows.ts';
import type { ListLayout, SettledPosition } from './list-layout.ts';
import {
  SETTLED_AT_BOTTOM,
  heldPosition,
  isWhollyVisible,
  positionAt,
  revealingPosition,
  scrollTopPx,
} from './list-layout.ts';

/** What decides where the list stands. */
export interface PlacementRequest {
  layout: ListLayout;
  viewportPx: number;
  /** Where the feed wants it. */
  wish: ListPosition;
  selectedId: number | null;
  /** Changes with everything that gives rows another height: density, wrapping, width. */
  shapeKey: string;
}

export interface Placement {
  topPx: number;
  /** In which terms to keep it there. */
  position: SettledPosition;
}

/**
 * Keeps what is under the eyes where it is, to the pixel, whatever happens to the rows around it. The feed's wishes are
 * in terms of entries; this turns them into pixels, remembers how, and keeps to it until there is another wish.
 */
export class ListPlacement {
  #drawn: (PlacementRequest & { topPx: number }) | undefined;
  #answer: { wish: ListPosition; position: SettledPosition } | undefined;

  /** Where the list has to stand with this layout. May be asked often; changes nothing. */
  place(request: PlacementRequest): Placement {
    const { layout, viewportPx } = request;
    const position = this.#positionFor(request);
    const topPx = scrollTopPx(layout, position, viewportPx);
    if (position.kind === 'bottom') return { topPx, position };
    // Where it cannot stand as wished, what it shows instead is what must not move from now on.
    const wishedPx =
      (layout.topsPx[rowIndexAtOrAfter(layout.rows, position.id)] ?? topPx) - position.offsetPx;
    const isAsWished = Math.abs(wishedPx - topPx) < 1;
    return { topPx, position: isAsWished ? position : positionAt(layout, topPx) };
  }

  /** The list has been drawn like that. @returns the position, if it is another than was wished. */
  settle(request: PlacementRequest, { topPx, position }: Placement): RowPosition | undefined {
    this.#drawn = { ...request, topPx };
    const isNews =
      position !== request.wish &&
      (this.#answer?.wish !== request.wish || this.#answer.position !== position);
    this.#answer = { wish: request.wish, position };
    return isNews && position.kind === 'row' ? position : undefined;
  }

  /** The user has scrolled it there. */
  scrolled(topPx: number): SettledPosition {
    const drawn = this.#drawn;
    if (drawn === undefined) return SETTLED_AT_BOTTOM;
    this.#drawn = { ...drawn, topPx };
    const position = positionAt(drawn.layout, topPx);
    this.#answer = { wish: drawn.wish, position };
    return position;
  }

  get topPx(): number {
    return this.#drawn?.topPx ?? 0;
  }

  #positionFor(request: PlacementRequest): SettledPosition {
    const { layout, viewportPx, wish, selectedId, shapeKey } = request;
    if (wish.kind === 'bottom') return SETTLED_AT_BOTTOM;
    const known = this.#answer?.wish === wish ? this.#answer.position : wish;
    const drawn = this.#drawn;
    if (known.kind === 'reveal') {
      const isFarAway = drawn === undefined || !holds(drawn.layout, known.id);
      const scrolledPx = isFarAway ? 0 : this.#heldTopPx(request, drawn);
      const reveal = isFarAway ? ({ ...known, place: 'centre' } as const) : known;
      return revealingPosition(layout, reveal, scrolledPx, viewportPx);
    }
    if (drawn === undefined || (drawn.shapeKey === shapeKey && drawn.viewportPx === viewportPx)) return known;
    if (this.#answer === undefined || known !== this.#answer.position) return known;
    const topPx = this.#heldTopPx(request, drawn);
    const wasVisible =
      selectedId !== null && isWhollyVisible(drawn.layout, selectedId, drawn.topPx, drawn.viewportPx);
    if (!wasVisible) return heldPosition(layout, null, topPx, viewportPx);
    return revealingPosition(layout, { kind: 'reveal', id: selectedId, place: 'nearest' }, topPx, viewportPx);
  }

  /** The scroll offset at which this layout shows what the drawn one shows. */
  #heldTopPx(request: PlacementRequest, drawn: PlacementRequest & { topPx: number }): number {
    const held = heldPosition(drawn.layout, request.selectedId, drawn.topPx, drawn.viewportPx);
    return scrollTopPx(request.layout, held, request.viewportPx);
  }
}

function holds(layout: ListLayout, id: number): boolean {
  return standsFor(layout.rows[rowIndexAtOrAfter(layout.rows, id)], id);
}
