/**
 * Wraps a part of the stand-in so that anything it does not have throws, loudly and at once, instead of being `undefined`:
 * code under test must not seem to work because a call went nowhere.
 */
export function refuseUnknown<T extends object>(name: string, part: T): T {
  return new Proxy(part, {
    get(target, key) {
      if (typeof key === 'string' && !(key in target) && !PROBED_BY_THE_LANGUAGE.has(key)) {
        throw new Error(`The Electron stand-in has no ${name}.${key}.`);
      }
      const value: unknown = Reflect.get(target, key);
      // Bound, because a private field belongs to the part and not to this wrapper.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** `await value` and JSON.stringify look for these on anything. */
const PROBED_BY_THE_LANGUAGE: ReadonlySet<string> = new Set(['then', 'toJSON']);
