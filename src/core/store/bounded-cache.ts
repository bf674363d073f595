/**
 * A map that never grows past `capacity`: when full, the older half is forgotten. For caches in front of the store,
 * where a miss costs a look-up and nothing else.
 */
export class BoundedCache<K, V> {
  readonly #capacity: number;
  #young = new Map<K, V>();
  #old = new Map<K, V>();

  /** @param capacity - Most keys held at any time; at least 2. */
  constructor(capacity: number) {
    if (capacity < 2) throw new RangeError(`a cache needs a capacity of at least 2, got ${String(capacity)}`);
    this.#capacity = Math.floor(capacity / 2);
  }

  get(key: K): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: K, value: V): void {
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }
}
