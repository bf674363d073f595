import { BoundedCache } from '../store/bounded-cache.ts';
import type { QueryContext } from './compile-query.ts';
import type { OriginCatalog } from './origin-catalog.ts';

const MOST_ORIGINS = 50_000;
const MOST_BOOTS = 10_000;

/** Tells the boots of origins: journald's field _BOOT_ID, which is always part of the origin. */
export class OriginBoots {
  readonly #ofOrigins = new BoundedCache<number, readonly string[]>(MOST_ORIGINS);
  readonly #firstTimes = new BoundedCache<string, number>(MOST_BOOTS);

  /** The boot ids that entries of the origin have; '' alone: none. */
  bootsOf(originId: number, catalog: OriginCatalog): readonly string[] {
    let boots = this.#ofOrigins.get(originId);
    if (boots === undefined) {
      boots = bootsIn(catalog.origin(originId).fields, catalog);
      this.#ofOrigins.set(originId, boots);
    }
    return boots;
  }

  /**
   * The times of the first stored entries of boots, microseconds since 1970. Entries are only ever added at the end, so the
   * first one of a boot stays its first.
   */
  firstTimes({ database, catalog }: QueryContext, boots: readonly string[]): Map<string, number> {
    const times = new Map<string, number>();
    const missing = new Set<string>();
    for (const boot of boots) {
      const known = this.#firstTimes.get(boot);
      if (known === undefined) missing.add(boot);
      else times.set(boot, known);
    }
    if (missing.size === 0) return times;
    const origins = database
      .prepare<[], [number, number]>(
        'SELECT id, first_id FROM origins WHERE first_id IS NOT NULL ORDER BY first_id',
      )
      .raw()
      .all();
    const timeOf = database.prepare<[number], number>('SELECT time_us FROM entries WHERE id = ?').pluck();
    for (const [originId, firstId] of origins) {
      for (const boot of this.bootsOf(originId, catalog)) {
        if (!missing.delete(boot)) continue;
        const time = timeOf.get(firstId);
        if (time === undefined) continue;
        times.set(boot, time);
        this.#firstTimes.set(boot, time);
      }
      if (missing.size === 0) break;
    }
    return times;
  }
}

function bootsIn(fields: Buffer, catalog: OriginCatalog): readonly string[] {
  const boots = new Set<string>();
  for (const { name, bytes } of catalog.namedFields(fields)) {
    if (name === '_BOOT_ID') boots.add(bytes.toString('utf8'));
  }
  return boots.size === 0 ? [''] : [...boots];
}
