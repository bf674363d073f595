import type { QueueDepth } from '#contract/status.ts';

/**
 * A first-in, first-out queue with two bounds. It never refuses an item, because the producer already holds it: `push`
 * answers false when a bound is reached, and the producer must then stop until there is room. So it holds at most one
 * item more than its bounds.
 */
export class BoundedQueue<T> {
  readonly #name: string;
  readonly #capacityItems: number;
  readonly #capacityBytes: number;
  #items: { item: T; sizeBytes: number }[] = [];
  #head = 0;
  #sizeBytes = 0;

  /** @param capacityItems - At least 1. @param capacityBytes - At least 1; an item's size is given when it is pushed. */
  constructor(name: string, capacityItems: number, capacityBytes: number) {
    if (capacityItems < 1 || capacityBytes < 1)
      throw new RangeError(`the queue ${name} needs room for something`);
    this.#name = name;
    this.#capacityItems = capacityItems;
    this.#capacityBytes = capacityBytes;
  }

  get length(): number {
    return this.#items.length - this.#head;
  }

  get isFull(): boolean {
    return this.length >= this.#capacityItems || this.#sizeBytes >= this.#capacityBytes;
  }

  /** At most half full: worth waking a producer that stopped. */
  get hasRoom(): boolean {
    return this.length <= this.#capacityItems / 2 && this.#sizeBytes <= this.#capacityBytes / 2;
  }

  /** false: full now, push no more. */
  push(item: T, sizeBytes: number): boolean {
    this.#items.push({ item, sizeBytes });
    this.#sizeBytes += sizeBytes;
    return !this.isFull;
  }

  shift(): T | undefined {
    const first = this.#items[this.#head];
    if (first === undefined) return undefined;
    this.#head += 1;
    this.#sizeBytes -= first.sizeBytes;
    if (this.#head >= 64 && this.#head * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return first.item;
  }

  depth(): QueueDepth {
    return {
      name: this.#name,
      entries: this.length,
      bytes: this.#sizeBytes,
      capacityEntries: this.#capacityItems,
      capacityBytes: this.#capacityBytes,
    };
  }
}
