import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparableFields } from '../../../../test/core/comparable-fields.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { encodeEntries } from '../../../../test/exports/encode-entries.ts';
import { formatOptions } from '../../../../test/exports/format-options.ts';
import { hostileValue } from '../../../../test/exports/hostile-values.ts';
import { sampleEntry } from '../../../../test/exports/sample-entry.ts';
import { writeJournal } from '../../../../test/journal/build-journal.ts';
import { encodeExportEntry } from '../../../../test/journal/export-encoding.ts';
import { readJournal, readJournalExport } from '../../../../test/journal/read-journal.ts';
import { realisticEntries } from '../../../../test/journal/realistic-entries.ts';
import { fieldsOfJson, recordedEntries } from '../../../../test/journal/recorded-entries.ts';
import { openExportStore } from '../../queries/read-entries.ts';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import { journalFormat } from './journal-format.ts';

const BOOT_ID = 'cd69ba5e106d489fb461d6f9c79da6a3';

/** The sample entry, of which only Hydrant's own columns are known. */
const OF_COLUMNS = [
  '__CURSOR=s=abc;i=1',
  '__REALTIME_TIMESTAMP=1795339501123456',
  'PRIORITY=3',
  '_HOSTNAME=web-1',
  '_SYSTEMD_UNIT=ssh.service',
  'SYSLOG_IDENTIFIER=sshd',
  '_PID=812',
  'MESSAGE=Connection closed',
  '',
].join('\n');

function encoded(entries: Iterable<ExportEntry>): Buffer {
  return encodeEntries(journalFormat, formatOptions(['id']), entries);
}

/** An entry of which the source gave these fields, and those that no reader does without. */
function entryWith(fields: Record<string, readonly StoredValue[]>): ExportEntry {
  return sampleEntry({
    fields: {
      __REALTIME_TIMESTAMP: ['1795339501123456'],
      __MONOTONIC_TIMESTAMP: ['5000000'],
      _BOOT_ID: [BOOT_ID],
      ...fields,
    },
  });
}

/** What every reader gives a cursor and numbers of its own; systemd-journal-remote 252 drops `__SEQNUM` and `__SEQNUM_ID`. */
const OF_THE_JOURNAL_FILE = new Set(['__CURSOR', '__SEQNUM', '__SEQNUM_ID']);

/** Every entry of a journal as journalctl sees it, each field byte for byte. */
function entriesOf(journal: string): string[][] {
  return readJournal(journal).map((entry) =>
    comparableFields(fieldsOfJson(entry).filter(([name]) => !OF_THE_JOURNAL_FILE.has(name))),
  );
}

/** Everything that a store holds, as an export of it. */
function exportOf(lab: StoreLab): Buffer {
  using store = openExportStore(lab.dataDir);
  const range = { query: {}, columns: ['id'], needsAllFields: true, afterId: 0, lastId: store.lastId() };
  return encoded(
    (function* entries() {
      for (const page of store.readPages(range)) yield* page;
    })(),
  );
}

describe('journalFormat', () => {
  it('writes text as text, anything else with its length, and an empty line behind each entry', () => {
    const entry = sampleEntry({
      fields: {
        __REALTIME_TIMESTAMP: ['1795339501123456'],
        MESSAGE: ['ß\t"a=b"', 'two\nlines', Buffer.from([0xff])],
        EMPTY: [''],
      },
    });
    expect(encoded([entry, sampleEntry()])).toEqual(
      Buffer.concat([
        Buffer.from('__REALTIME_TIMESTAMP=1795339501123456\nMESSAGE=ß\t"a=b"\n'),
        Buffer.from('MESSAGE\n\x09\0\0\0\0\0\0\0two\nlines\n'),
        Buffer.from('MESSAGE\n\x01\0\0\0\0\0\0\0'),
        Buffer.from([0xff]),
        Buffer.from('\nEMPTY=\n\n'),
        Buffer.from(`${OF_COLUMNS}\n`),
      ]),
    );
  });

  it('makes journald’s fields of the columns of an entry that has none of them', () => {
    const bare = { unit: '', host: '', identifier: '', pid: null, message: null, rawSeverity: '' };
    expect(encoded([sampleEntry(bare)]).toString()).toBe(
      '__CURSOR=s=abc;i=1\n__REALTIME_TIMESTAMP=1795339501123456\n\n',
    );
    const own = { MESSAGE: ['its own'], X: ['1'] };
    expect(encoded([sampleEntry({ fields: own, rawSeverity: 'loud' })]).toString()).toBe(
      `${OF_COLUMNS.replace('PRIORITY=3', 'PRIORITY=loud').replace('MESSAGE=Connection closed\n', '')}MESSAGE=its own\nX=1\n\n`,
    );
  });

  it.each([
    ['message', 'MESSAGE'],
    ['9LIVES', 'X_9LIVES'],
    ['A=B\nMESSAGE', 'A_B_MESSAGE'],
    ['größe', 'GR_SSE'],
    ['', 'X_'],
    ['A'.repeat(70), 'A'.repeat(64)],
  ])('writes the name %j as %j, which journald knows', (name, written) => {
    const entry = sampleEntry({ fields: { __REALTIME_TIMESTAMP: ['1795339501123456'], [name]: ['1'] } });
    expect(encoded([entry]).toString()).toBe(`__REALTIME_TIMESTAMP=1795339501123456\n${written}=1\n\n`);
  });

  it('writes every value in the form that journalctl gives it', async () => {
    const values = fc.sample(hostileValue, { numRuns: 1000, seed: 20_261_122 });
    const entries = values.map((value) => entryWith({ MESSAGE: [value] }));
    const path = join(temporaryFolder(), 'copy.journal');
    await writeJournal(path, [encoded(entries)]);
    const printed = readJournalExport(path).toString('latin1');
    let binaryValues = 0;
    for (const value of values) {
      const fields = { __REALTIME_TIMESTAMP: ['1795339501123456'], MESSAGE: [value] };
      const field = encoded([sampleEntry({ fields })])
        .toString('latin1')
        .slice('__REALTIME_TIMESTAMP=1795339501123456\n'.length);
      if (field.startsWith('MESSAGE\n')) binaryValues += 1;
      expect(printed).toContain(`\n${field.slice(0, -1)}`);
    }
    expect(binaryValues).toBeGreaterThan(100);
    expect(binaryValues).toBeLessThan(900);
  });

  it('is made a journal again by systemd-journal-remote, whatever the log holds', async () => {
    const entry = fc.record({
      MESSAGE: fc.array(hostileValue, { maxLength: 3 }),
      DATA: fc.tuple(hostileValue),
    });
    const fields = fc.sample(entry, { numRuns: 500, seed: 11_222_026 });
    const path = join(temporaryFolder(), 'copy.journal');
    await writeJournal(path, [encoded(fields.map(entryWith))]);
    // A journal keeps equal values of one field once.
    const expected = fields.map((one) => [...new Set(comparableFields(entryWith(one).allFields()))]);
    expect(entriesOf(path)).toEqual(expected);
  });

  it('carries a message of five megabytes', async () => {
    const message = 'x\n'.repeat(2_500_000);
    const path = join(temporaryFolder(), 'copy.journal');
    await writeJournal(path, [encoded([entryWith({ MESSAGE: [message] })])]);
    // Compared as a whole: a difference of megabytes would take minutes to print.
    expect(entriesOf(path)[0]?.includes(`MESSAGE=${message}`)).toBe(true);
  });
});

describe('a journal that went through Hydrant and its export', () => {
  it.each([
    'debian12-systemd252.jsonl',
    'debian12-systemd252-kernel.jsonl',
    'debian13-systemd257.jsonl',
    'tricky-systemd252.jsonl',
    'tricky-systemd257-all.jsonl',
    'stdout-units-systemd257-all.jsonl',
    'huge-2MB-message-all.jsonl',
  ])('is the same, field for field (%s)', async (sample) => {
    const { before, after } = await throughHydrant(recordedEntries(sample).map(encodeExportEntry));
    expect(before.length).toBeGreaterThan(0);
    expect(after).toEqual(before);
  });

  it('is the same, field for field (3,000 entries of a busy server)', async () => {
    const { before, after } = await throughHydrant(realisticEntries({ count: 3000, boots: 3 }));
    expect(before).toHaveLength(3000);
    expect(after).toEqual(before);
  });
});

/** The entries of a journal made of `chunks`, and of the one made of an export of the first. */
async function throughHydrant(chunks: Iterable<Buffer>): Promise<{ before: string[][]; after: string[][] }> {
  const folder = temporaryFolder();
  const [original, copy] = [join(folder, 'original.journal'), join(folder, 'copy.journal')];
  await writeJournal(original, chunks);
  using lab = new StoreLab(join(folder, 'data'));
  lab.store(readJournalExport(original));
  await writeJournal(copy, [exportOf(lab)]);
  return { before: entriesOf(original), after: entriesOf(copy) };
}
