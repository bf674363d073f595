import { ROW_MESSAGE_MAX_BYTES, type RawRow } from './entry-row.ts';
import type { OriginCatalog } from './origin-catalog.ts';
import type { QueryContext } from './compile-query.ts';
import { storedIdOf } from './late-entries.ts';
import type { WindowCount } from './window-reader.ts';

/** Identical neighbours of a list: what one row stands for. */
export interface RepeatGroup {
  /** One of them; all of them look like it. */
  row: RawRow;
  entries: number;
  firstId: number;
  firstTimeUnixUs: number;
  lastId: number;
  lastTimeUnixUs: number;
}

export function groupOf(row: RawRow): RepeatGroup {
  const [id, timeUnixUs] = row;
  return {
    row,
    entries: 1,
    firstId: id,
    firstTimeUnixUs: timeUnixUs,
    lastId: id,
    lastTimeUnixUs: timeUnixUs,
  };
}

/** Takes the next entry in. It is a neighbour on either side. */
export function addToGroup(group: RepeatGroup, [id, timeUnixUs]: RawRow): void {
  group.entries += 1;
  if (id < group.firstId) {
    group.firstId = id;
    group.firstTimeUnixUs = timeUnixUs;
  } else {
    group.lastId = id;
    group.lastTimeUnixUs = timeUnixUs;
  }
}

/** Takes in entries that were counted, not read. */
export function addCountToGroup(group: RepeatGroup, count: WindowCount, { database }: QueryContext): void {
  if (count.entries === 0) return;
  const time = database.prepare<[number], number>('SELECT time_us FROM entries WHERE id = ?').pluck();
  const select = { get: (place: number) => time.get(storedIdOf(database, place)) };
  group.entries += count.entries;
  if (count.firstId < group.firstId) {
    group.firstId = count.firstId;
    group.firstTimeUnixUs = select.get(count.firstId) ?? group.firstTimeUnixUs;
  } else {
    group.lastId = count.lastId;
    group.lastTimeUnixUs = select.get(count.lastId) ?? group.lastTimeUnixUs;
  }
}

/** Whether two entries differ in nothing that a row shows but their time: severity, origin, process and whole message. */
export function isRepeat(one: RawRow, other: RawRow, context: QueryContext): boolean {
  const [id, , severity, rawSeverity, originId, pid, message, messageBytes] = one;
  const [otherId, , otherSeverity, otherRaw, otherOrigin, otherPid, otherMessage, otherBytes] = other;
  return (
    severity === otherSeverity &&
    rawSeverity === otherRaw &&
    pid === otherPid &&
    (messageBytes ?? 0) === (otherBytes ?? 0) &&
    isSameText(message ?? '', otherMessage ?? '') &&
    (originId === otherOrigin || isSameOrigin(originId, otherOrigin, context.catalog)) &&
    ((messageBytes ?? 0) <= ROW_MESSAGE_MAX_BYTES || isSameMessage(id, otherId, context))
  );
}

/** SQL over `entries AS e` for isRepeat: 1 or 0, never NULL. */
export function repeatCondition(row: RawRow, { database }: QueryContext): string {
  const [id, , severity, , originId] = row;
  const origins = database
    .prepare<[number], number>(
      `SELECT other.id FROM origins AS own JOIN origins AS other ON other.unit_id = own.unit_id
         AND other.identifier_id = own.identifier_id AND other.host_id = own.host_id AND other.source_id = own.source_id
       WHERE own.id = ?`,
    )
    .pluck()
    .all(originId);
  // Like the conditions of a query put together of whole numbers only.
  const storedId = String(storedIdOf(database, id));
  const one = (column: string) => `(SELECT ${column} FROM entries WHERE id = ${storedId})`;
  return `(e.severity = ${String(severity)} AND e.raw_severity IS ${one('raw_severity')} AND e.pid IS ${one('pid')}
    AND e.origin_id IN (SELECT value FROM json_each('[${origins.join(',')}]'))
    AND ifnull(e.message, '') = ${one(`ifnull(message, '')`)})`;
}

function isSameText(one: string | Buffer, other: string | Buffer): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one.equals(other);
}

function isSameOrigin(oneId: number, otherId: number, catalog: OriginCatalog): boolean {
  const one = catalog.origin(oneId);
  const other = catalog.origin(otherId);
  return (
    one.sourceId === other.sourceId &&
    one.host === other.host &&
    one.unit === other.unit &&
    one.identifier === other.identifier
  );
}

/** For messages that are longer than what a row reads of them. */
function isSameMessage(id: number, otherId: number, { database }: QueryContext): boolean {
  const compare = database
    .prepare<[number, number], number>(
      'SELECT (SELECT message FROM entries WHERE id = ?) = (SELECT message FROM entries WHERE id = ?)',
    )
    .pluck();
  return compare.get(storedIdOf(database, id), storedIdOf(database, otherId)) === 1;
}
