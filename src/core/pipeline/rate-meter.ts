const SLOT_MS = 500;
const SLOTS = 10;

/** Counts events of the last five seconds, in bounded memory. */
export class RateMeter {
  readonly #slots = new Array<number>(SLOTS).fill(0);
  readonly #startedAtMs: number;
  #slot: number;

  /** @param nowMs - Any clock, in milliseconds; later calls use the same. */
  constructor(nowMs: number) {
    this.#startedAtMs = nowMs;
    this.#slot = Math.floor(nowMs / SLOT_MS);
  }

  add(count: number, nowMs: number): void {
    this.#advance(nowMs);
    const at = this.#slot % SLOTS;
    this.#slots[at] = (this.#slots[at] ?? 0) + count;
  }

  /** Events per second over the last five seconds, or over the time since the start when that is shorter. */
  perSecond(nowMs: number): number {
    this.#advance(nowMs);
    const coveredMs = (SLOTS - 1) * SLOT_MS + (nowMs % SLOT_MS);
    const spanMs = Math.max(SLOT_MS, Math.min(coveredMs, nowMs - this.#startedAtMs));
    return (this.#slots.reduce((sum, count) => sum + count, 0) * 1000) / spanMs;
  }

  #advance(nowMs: number): void {
    const slot = Math.floor(nowMs / SLOT_MS);
    const steps = Math.min(slot - this.#slot, SLOTS);
    for (let step = 1; step <= steps; step += 1) this.#slots[(this.#slot + step) % SLOTS] = 0;
    this.#slot = Math.max(slot, this.#slot);
  }
}
