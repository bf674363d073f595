import { BoundedCache } from '../store/bounded-cache.ts';
import type { NamedField, OriginCatalog } from './origin-catalog.ts';

/** Fields that have a column or a special form: they are only found by putting the whole entry together again. */
const BUILT_FIELDS: ReadonlySet<string> = new Set([
  '__CURSOR',
  '__REALTIME_TIMESTAMP',
  '__MONOTONIC_TIMESTAMP',
  '__SEQNUM',
  '__SEQNUM_ID',
  '_SOURCE_REALTIME_TIMESTAMP',
  'PRIORITY',
  'MESSAGE',
  '_PID',
  'SYSLOG_PID',
]);

export function isBuiltField(name: string): boolean {
  return BUILT_FIELDS.has(name);
}

/** Of one place: it has the field and a value matches; it has the field; it has not. */
type Finding = 'match' | 'other' | 'absent';

/** Whether one of the fields of that name matches. */
export function findIn(
  fields: readonly NamedField[],
  name: string,
  matches: (value: string) => boolean,
): Finding {
  let finding: Finding = 'absent';
  for (const field of fields) {
    if (field.name !== name) continue;
    if (matches(field.bytes.toString('utf8'))) return 'match';
    finding = 'other';
  }
  return finding;
}

/**
 * Answers a comparison of a raw field for an entry's origin and rest. An origin is looked at once, whatever the number of
 * its entries, and a rest is only read when it holds the field. Not for the fields of `isBuiltField`.
 * @param meansAbsent - An entry without the field matches.
 */
export function rawFieldMatcher(
  name: string,
  matches: (value: string) => boolean,
  meansAbsent: boolean,
  catalog: OriginCatalog,
): (originId: number, rest: Buffer | null) => boolean {
  const ofOrigins = new BoundedCache<number, Finding>(50_000);
  return (originId, rest) => {
    let finding = ofOrigins.get(originId);
    if (finding === undefined) {
      finding = findIn(catalog.namedFields(catalog.origin(originId).fields), name, matches);
      ofOrigins.set(originId, finding);
    }
    if (finding === 'match') return true;
    if (rest !== null && catalog.mayHold(rest, name)) {
      const inRest = findIn(catalog.namedFields(rest), name, matches);
      if (inRest === 'match') return true;
      if (inRest === 'other') return false;
    }
    return finding === 'absent' && meansAbsent;
  };
}
