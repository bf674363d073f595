/** Some twenty screens full: what is farther away is measured again when it is drawn. */
const KEPT_HEIGHTS = 4_000;

/** How high rows have turned out to be that are not all of one height. */
export class MeasuredHeights {
  readonly #heightsPx = new Map<number, number>();
  #shapeKey = '';

  /** Forgets everything when the rows have got another shape. */
  takeShape(shapeKey: string): void {
    if (shapeKey === this.#shapeKey) return;
    this.#shapeKey = shapeKey;
    this.#heightsPx.clear();
  }

  /** undefined: not drawn yet. */
  of(rowId: number): number | undefined {
    return this.#heightsPx.get(rowId);
  }

  /** @returns whether that is news. */
  note(rowId: number, heightPx: number): boolean {
    const known = this.#heightsPx.get(rowId);
    if (known !== undefined && Math.abs(known - heightPx) < 0.1) return false;
    this.#heightsPx.delete(rowId);
    this.#heightsPx.set(rowId, heightPx);
    const oldest = this.#heightsPx.keys().next();
    if (this.#heightsPx.size > KEPT_HEIGHTS && oldest.done !== true) this.#heightsPx.delete(oldest.value);
    return true;
  }

  forget(rowId: number): void {
    this.#heightsPx.delete(rowId);
  }
}
