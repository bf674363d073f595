import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildJournal, writeJournal } from './build-journal.ts';
import type { ExportField } from './export-encoding.ts';
import { encodeExportEntry } from './export-encoding.ts';
import { readJournal } from './read-journal.ts';
import { realisticEntries } from './realistic-entries.ts';
import { fieldsOfJson, recordedEntries } from './recorded-entries.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hydrant-kit-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('the same seed gives the same bytes', () => {
  const digest = (seed: number) => {
    const hash = createHash('sha256');
    for (const chunk of realisticEntries({ count: 1000, seed })) hash.update(chunk);
    return hash.digest('hex');
  };
  expect(digest(7)).toBe(digest(7));
  expect(digest(7)).not.toBe(digest(8));
});

test('realistic entries have 20 to 32 fields and the severities of a busy server', async () => {
  await buildJournal(join(folder, 'realistic'), { count: 5000 });
  const entries = readJournal(join(folder, 'realistic'));
  const fieldCounts = entries.map((entry) => fieldsOfJson(entry).length);
  expect(Math.min(...fieldCounts)).toBeGreaterThanOrEqual(20);
  expect(Math.max(...fieldCounts)).toBeLessThanOrEqual(32);
  const share = (priority: string) =>
    entries.filter((entry) => entry['PRIORITY'] === priority).length / entries.length;
  expect(share('6')).toBeCloseTo(0.7, 1);
  expect(share('3')).toBeCloseTo(0.04, 1);
});

test('recorded samples pass through a real journal unchanged', async () => {
  const recorded = recordedEntries('tricky-systemd257-all.jsonl');
  await writeJournal(join(folder, 'tricky', 'a.journal'), recorded.map(encodeExportEntry));
  const read = readJournal(join(folder, 'tricky')).map(fieldsOfJson);
  expect(read.map(comparable)).toEqual(recorded.map(comparable));
});

/** Without what the journal file assigns itself; in an order that does not matter to journald. */
function comparable(fields: readonly ExportField[]): string[] {
  return fields
    .filter(([name]) => !['__CURSOR', '__SEQNUM', '__SEQNUM_ID'].includes(name))
    .map(([name, value]) => `${name}=${Buffer.from(value).toString('latin1')}`)
    .toSorted();
}
