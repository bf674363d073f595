import type { ExportField } from '../journal/export-encoding.ts';
import { encodeExportEntry } from '../journal/export-encoding.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import { START_UNIX_US, addressOf } from './journal-text.ts';
import { StoreLab } from './store-lab.ts';
import type { KnownEntry } from './varied-store.ts';

const SECOND_US = 1_000_000;
const HOUR_US = 3600 * SECOND_US;
const SPECS = ['journal:/a', 'journal:/b', 'journal:/never', 'journal:/c'];

export const SCATTERED_UNITS = ['ssh.service', 'SSH.service', 'ssh', 'cron.service', ''];
export const SCATTERED_HOSTS = ['web', 'Web', 'db'];
/** '' stands for entries without a boot id. */
export const SCATTERED_BOOTS = ['0f'.repeat(16), '1e'.repeat(16), ''];

export interface ScatteredEntry extends KnownEntry {
  boot: string;
}

/**
 * Fills a store with entries of three sources (a fourth has none) that take turns: bursts, quiet minutes and hours without an
 * entry; clocks that run backwards; a source that brings the same days once more. Returns what it holds, in order of id.
 */
export function fillScatteredStore(dataDir: string, count: number, seed: number): ScatteredEntry[] {
  const random = seededRandom(seed);
  const known: ScatteredEntry[] = [];
  const labs = SPECS.map((spec) => new StoreLab(dataDir, spec));
  // The id of a source is given when it is opened first.
  const sourceIds = labs.map((lab) => lab.ledger.sourceId);
  for (const lab of labs) lab[Symbol.dispose]();
  const clocksUs = SPECS.map(() => START_UNIX_US);
  while (known.length < count) {
    const source = random.pick([0, 0, 0, 1, 3]);
    using lab = new StoreLab(dataDir, SPECS[source]);
    const texts: Buffer[] = [];
    const size = Math.min(count - known.length, 1 + random.below(count / 8));
    for (let index = 0; index < size; index += 1) {
      const kind = random.below(100);
      const pauseUs =
        kind < 70
          ? random.below(SECOND_US)
          : kind < 99
            ? random.below(90 * SECOND_US)
            : random.below(7 * HOUR_US);
      const nowUs = (clocksUs[source] ?? 0) + pauseUs;
      clocksUs[source] = nowUs;
      const lateUs = random.below(25) === 0 ? random.below(3 * HOUR_US) : 0;
      const entry: ScatteredEntry = {
        id: known.length + 1,
        timeUnixUs: nowUs - lateUs,
        severity: random.below(4) === 0 ? random.below(8) : 6,
        sourceId: sourceIds[source] ?? 0,
        host: random.pick(SCATTERED_HOSTS),
        unit: random.pick(SCATTERED_UNITS),
        identifier: random.pick(['sshd', 'CRON']),
        pid: null,
        message: `${random.pick(['failed', 'failure', 'accepted'])} n${String(known.length + 1)}`,
        boot: random.pick(SCATTERED_BOOTS),
      };
      known.push(entry);
      texts.push(encodeExportEntry(fieldsOf(entry)));
    }
    lab.store(Buffer.concat(texts));
  }
  using lab = new StoreLab(dataDir);
  const places = lab.database
    .prepare<[], number>('SELECT ifnull(late_place, id) FROM entries ORDER BY id')
    .pluck()
    .all();
  for (const [index, place] of places.entries()) Object.assign(known[index] ?? {}, { place });
  return known;
}

function fieldsOf(entry: ScatteredEntry): ExportField[] {
  const address = addressOf(entry.id, entry.timeUnixUs).filter(([name]) => name !== '_BOOT_ID');
  const fields: ExportField[] = [
    ['PRIORITY', String(entry.severity)],
    ['_HOSTNAME', entry.host],
    ['SYSLOG_IDENTIFIER', entry.identifier],
    ['MESSAGE', entry.message],
  ];
  if (entry.unit !== '') fields.push(['_SYSTEMD_UNIT', entry.unit]);
  if (entry.boot !== '') fields.push(['_BOOT_ID', entry.boot]);
  return [...address, ...fields];
}
