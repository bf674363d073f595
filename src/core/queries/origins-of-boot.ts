import type { QueryContext } from './compile-query.ts';
import { valueMatcher } from './name-match.ts';
import type { OriginSelection } from './origin-selection.ts';
import type { FieldMatch } from './query-language/query-node.ts';
import { findIn } from './raw-field-match.ts';

const BOOT_FIELD = '_BOOT_ID';

/**
 * The origins of the boots that match: journald's boot id is always part of the origin, so no entry has to be looked at. Only
 * origins in which the bytes of the id occur are decoded; there are tens of thousands after years.
 */
export function selectOriginsOfBoot({ database, catalog }: QueryContext, match: FieldMatch): OriginSelection {
  const wanted = match.kind === 'equals' ? match.value : '';
  const meansAbsent = match.kind === 'equals' && wanted === '';
  const matches = valueMatcher(match, false);
  const rows = database
    .prepare<[Buffer], [number, Buffer, number, number]>(
      `SELECT id, fields, first_id, last_id FROM origins WHERE first_id IS NOT NULL AND instr(fields, ?) > 0`,
    )
    .raw()
    .all(Buffer.from(wanted));
  const selection: OriginSelection = { ids: [], firstId: Number.MAX_SAFE_INTEGER, lastId: 0 };
  for (const [id, fields, firstId, lastId] of rows) {
    const finding = findIn(catalog.namedFields(fields), BOOT_FIELD, matches);
    if (finding === 'other' || (finding === 'absent' && !meansAbsent)) continue;
    selection.ids.push(id);
    selection.firstId = Math.min(selection.firstId, firstId);
    selection.lastId = Math.max(selection.lastId, lastId);
  }
  return selection;
}
