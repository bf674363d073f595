import type { EntryQuery } from '#contract/query.ts';
import type { ExportField } from '../journal/export-encoding.ts';
import { encodeExportEntry } from '../journal/export-encoding.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import { addressOf, timeOf } from './journal-text.ts';
import { StoreLab } from './store-lab.ts';

/** One stored entry, as simply as it can be said. */
export interface KnownEntry {
  id: number;
  /** Where it stands in the list. Absent: it came in order, and its id says so. */
  place?: number;
  timeUnixUs: number;
  severity: number;
  sourceId: number;
  host: string;
  unit: string;
  identifier: string;
  pid: number | null;
  message: string;
}

export const UNITS = ['ssh.service', 'cron.service', 'nginx.service', 'user@1000.service', ''];
export const IDENTIFIERS = ['sshd', 'CRON', 'nginx', 'kernel'];
export const HOSTS = ['websrv01', 'dbsrv02'];
export const WORDS = [
  'accepted',
  'failed',
  'failure',
  'disk',
  'network',
  'timeout',
  'rare',
  'Fail',
  '404',
  'x',
];

/** Where the second and the third part of the ids begin: a search goes over the ids in windows of 20,000 and more. */
const SECOND_PART = 45_001;
const THIRD_PART = 600_001;

/**
 * Fills a store with varied entries of two sources, whose times are not quite in order and whose ids have wide holes.
 * Returns what it holds, in order of id.
 */
export function fillVariedStore(dataDir: string, count: number): KnownEntry[] {
  const random = seededRandom(42);
  const known: KnownEntry[] = [];
  let number = 0;
  for (const [part, firstId] of [1, SECOND_PART, THIRD_PART].entries()) {
    using lab = openAt(dataDir, firstId, part === 1 ? 'journal:/other' : 'journal:/lab');
    const entries: Buffer[] = [];
    for (let index = 0; index < count / 3; index += 1) {
      number += 1;
      const unit = random.pick(UNITS);
      const host = random.pick(HOSTS);
      const identifier = random.pick(IDENTIFIERS);
      const severity = random.below(3) === 0 ? random.below(8) : 6;
      const pid = random.below(4) === 0 ? null : 100 + random.below(8);
      const message = `${random.pick(WORDS)} ${random.pick(WORDS)}-${random.pick(WORDS)} n${number}`;
      // Some are logged up to two minutes before their neighbours.
      const timeUnixUs = timeOf(number) - (random.below(5) === 0 ? random.below(120_000_000) : 0);
      const fields: ExportField[] = [
        ['PRIORITY', String(severity)],
        ['_HOSTNAME', host],
        ['SYSLOG_IDENTIFIER', identifier],
        ['MESSAGE', message],
      ];
      if (unit !== '') fields.push(['_SYSTEMD_UNIT', unit]);
      if (pid !== null) fields.push(['_PID', String(pid)]);
      entries.push(encodeExportEntry([...addressOf(number, timeUnixUs), ...fields]));
      const { sourceId } = lab.ledger;
      known.push({
        id: firstId + index,
        timeUnixUs,
        severity,
        sourceId,
        host,
        unit,
        identifier,
        pid,
        message,
      });
    }
    lab.store(Buffer.concat(entries));
  }
  return known;
}

/** Whether a query finds an entry. Knows everything of a query but `where`. */
export function isFound(entry: KnownEntry, query: EntryQuery): boolean {
  const words = (query.search ?? '')
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  const message = entry.message.toLowerCase();
  return (
    (query.severities?.includes(entry.severity) ?? true) &&
    entry.timeUnixUs >= (query.sinceUnixUs ?? 0) &&
    entry.timeUnixUs < (query.untilUnixUs ?? Number.POSITIVE_INFINITY) &&
    (query.units?.includes(entry.unit) ?? true) &&
    (query.hosts?.includes(entry.host) ?? true) &&
    (query.identifiers?.includes(entry.identifier) ?? true) &&
    (query.sourceIds?.includes(entry.sourceId) ?? true) &&
    words.every((word) => message.split(/[ -]/).some((own) => own.startsWith(word)))
  );
}

/** A lab whose next entry gets the id `firstId`: the writer counts on from the largest id that it finds. */
function openAt(dataDir: string, firstId: number, spec: string): StoreLab {
  if (firstId === 1) return new StoreLab(dataDir, spec);
  using before = new StoreLab(dataDir);
  before.database.exec(
    `INSERT INTO entries (id, time_us, severity, origin_id, stream_id, sequence, check_low, check_high)
     SELECT ${firstId - 1}, 1, 6, origin_id, stream_id, -1, 0, 0 FROM entries LIMIT 1`,
  );
  const lab = new StoreLab(dataDir, spec);
  lab.database.exec(`DELETE FROM entries WHERE id = ${firstId - 1}`);
  return lab;
}
