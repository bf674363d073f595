import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JournalAppender } from '../../../../test/journal/append-journal.ts';
import { buildJournal, writeJournal } from '../../../../test/journal/build-journal.ts';
import { addressFields, encodeExportEntry } from '../../../../test/journal/export-encoding.ts';
import { JournalLab } from '../../../../test/journal/journal-lab.ts';
import { readCursors, readJournal, readJournalExport } from '../../../../test/journal/read-journal.ts';
import { RecordingPort } from '../../../../test/journal/recording-port.ts';

let lab: JournalLab;
let folder: string;
let journal: string;

beforeEach(() => {
  lab = new JournalLab();
  ({ folder, journal } = lab);
});

afterEach(() => lab[Symbol.asyncDispose]());

describe('once', () => {
  test('reads every entry of a journal in the journal’s order, byte for byte', async () => {
    await buildJournal(journal, { count: 2000 });
    const port = await lab.readOnce();
    expect(port.state).toBe('finished');
    expect(port.problem).toBeNull();
    expect(port.bytesOf('catch-up').equals(readJournalExport(journal))).toBe(true);
    expect(port.cursors).toEqual(readCursors(journal));
    expect(port.outputs.at(-1)).toEqual({ kind: 'run-ended', isComplete: true });
  });

  test('reads one journal file, also under a name that looks like a pattern', async () => {
    const path = join(folder, 'od[d]*?.journal');
    await writeJournal(path, [
      encodeExportEntry([...addressFields(1, 1, 'a'.repeat(32)), ['MESSAGE', 'one']]),
    ]);
    await writeJournal(join(folder, 'odd.journal'), [
      encodeExportEntry([...addressFields(2, 2, 'a'.repeat(32)), ['MESSAGE', 'another']]),
    ]);
    const port = await lab.readOnce({ target: { kind: 'file', path } });
    expect(port.messages).toEqual(['one']);
  });

  test('prints a field of two megabytes and binary fields whole, without --all', async () => {
    const large = Buffer.alloc(2 * 1024 * 1024, 'x');
    const binary = Buffer.from([0, 1, 2, 27, 10, 255, 254]);
    await writeJournal(join(journal, 'a.journal'), [
      encodeExportEntry([...addressFields(1, 1, 'a'.repeat(32)), ['MESSAGE', large], ['BINARY', binary]]),
    ]);
    const port = await lab.readOnce();
    const bytes = port.bytesOf('catch-up');
    expect(bytes.includes(large)).toBe(true);
    expect(bytes.includes(binary)).toBe(true);
  });

  test('continues from a position inclusively and finds nothing new twice', async () => {
    await buildJournal(journal, { count: 100 });
    const cursors = readCursors(journal);
    const middle = await lab.readOnce({ initialPosition: cursors[49] ?? '' });
    expect(middle.cursors).toEqual(cursors.slice(50));
    expect(middle.gaps).toEqual([]);
    const end = await lab.readOnce({ initialPosition: cursors[99] ?? '' });
    expect(end.cursors).toEqual([]);
    expect(end.problem).toBeNull();
  });

  test('reads the rest of an older boot when the position lies in it', async () => {
    await buildJournal(journal, { count: 300, boots: 3 });
    const entries = readJournal(journal);
    const port = await lab.readOnce({ initialPosition: entries[10]?.['__CURSOR'] ?? '' });
    expect(new Set(entries.map((entry) => entry['_BOOT_ID'])).size).toBe(3);
    expect(port.cursors).toEqual(entries.slice(11).map((entry) => entry['__CURSOR']));
  });

  test('finds another entry than the position when that was deleted, so that a gap can be recorded', async () => {
    await buildJournal(join(folder, 'old'), { count: 50, seed: 1 });
    await buildJournal(journal, { count: 50, seed: 2, startUnixUs: Date.UTC(2026, 10, 20) * 1000 });
    const lost = readCursors(join(folder, 'old')).at(-1) ?? '';
    const port = await lab.readOnce({ initialPosition: lost });
    expect(port.gaps).toEqual([lost]);
    expect(port.cursors).toEqual(readCursors(journal));
  });

  test('begins at the oldest entry, with the gap kept visible, when the position is no cursor', async () => {
    await buildJournal(journal, { count: 20 });
    const port = await lab.readOnce({ initialPosition: 'garbage' });
    expect(port.gaps).toEqual(['garbage']);
    expect(port.cursors).toEqual(readCursors(journal));
    expect(port.reports.map((report) => report.problem?.message ?? '').join()).toContain(
      'does not accept the position',
    );
    expect(port.state).toBe('finished');
  });

  test('survives a position that no program can be given', async () => {
    await buildJournal(journal, { count: 5 });
    const port = await lab.readOnce({ initialPosition: 'nul\0byte' });
    expect(port.state).toBe('failed');
    expect(port.problem?.code).toBe('source.failed');
  });

  test('finishes with the problem named when there is no entry', async () => {
    const port = await lab.readOnce({ target: { kind: 'directory', path: folder } });
    expect(port.state).toBe('finished');
    expect(port.problem?.code).toBe('source.empty');
  });

  test('fails when the folder does not exist, or the file is no journal', async () => {
    const missing = await lab.readOnce();
    expect(missing.state).toBe('failed');
    expect(missing.problem).toMatchObject({
      code: 'source.not-found',
      message: `${journal} does not exist or is no folder.`,
    });
    const path = join(folder, 'text.journal');
    await writeFile(path, 'This is text and no journal.\n'.repeat(100));
    const text = await lab.readOnce({ target: { kind: 'file', path } });
    expect(text.state).toBe('failed');
    expect(text.problem?.code).toBe('source.invalid');
  });

  test('tells of a damaged file and reads the others', async () => {
    await buildJournal(journal, { count: 100 });
    await buildJournal(join(folder, 'damaged'), { count: 100, seed: 3 });
    const damaged = join(journal, 'damaged.journal');
    await writeJournal(damaged, [readJournalExport(join(folder, 'damaged'))]);
    await truncate(damaged, 4096);
    const port = await lab.readOnce();
    expect(port.state).toBe('finished');
    expect(port.cursors).toHaveLength(100);
    expect(port.problem?.message).toContain('damaged.journal');
  });
});

describe('follow', () => {
  test('catches up and then follows what is appended, without losing or doubling an entry', async () => {
    await buildJournal(journal, { count: 500 });
    await using appender = new JournalAppender(join(journal, 'more.journal'));
    const port = new RecordingPort();
    lab.listen(port);
    await port.until(() => port.state === 'following');
    for (let number = 0; number < 50; number += 1) appender.append(`later ${number}`);
    await port.until(() => port.cursors.length >= 550);
    expect(port.cursors).toEqual(readCursors(journal));
    expect(port.reports.map((report) => report.state)).toEqual(['starting', 'catching-up', 'following']);
    expect(port.gaps).toEqual([]);
  });

  test('prints more than ten waiting entries at once, of every boot', async () => {
    await buildJournal(journal, { count: 120, boots: 4 });
    const cursors = readCursors(journal);
    const port = new RecordingPort();
    lab.listen(port, { initialPosition: cursors[0] ?? '' });
    await port.until(() => port.state === 'following');
    await using appender = new JournalAppender(join(journal, 'next-boot.journal'), {
      bootId: 'b'.repeat(32),
    });
    for (let number = 0; number < 30; number += 1) appender.append(`after the boot ${number}`);
    await port.until(() => port.cursors.length >= 149);
    expect(port.cursors).toEqual(readCursors(journal).slice(1));
  });

  test('shows an appended entry at once although its output is buffered', async () => {
    await using appender = new JournalAppender(join(journal, 'a.journal'));
    appender.append('first');
    const port = new RecordingPort();
    lab.listen(port);
    await port.until(() => port.state === 'following');
    for (const message of ['second', 'third', 'fourth']) {
      appender.append(message);
      await port.until(() => port.messages.at(-1) === message);
    }
    expect(port.messages).toEqual(['first', 'second', 'third', 'fourth']);
  });

  test('waits for the first entry of an empty folder and then follows', async () => {
    const port = new RecordingPort();
    await mkdir(journal);
    lab.listen(port);
    await port.until(() => port.state === 'waiting');
    expect(port.problem?.code).toBe('source.empty');
    await using appender = new JournalAppender(join(journal, 'a.journal'));
    appender.append('at last');
    await port.until(() => port.state === 'following');
    expect(port.messages).toEqual(['at last']);
    expect(port.problem).toBeNull();
    expect(port.restarts).toBe(0);
  });

  test('keeps the lost position when everything was deleted, so that the gap shows with the next entry', async () => {
    await buildJournal(join(folder, 'old'), { count: 5 });
    const lost = readCursors(join(folder, 'old')).at(-1) ?? '';
    await writeJournal(join(journal, 'a.journal'), []);
    const port = new RecordingPort();
    lab.listen(port, { initialPosition: lost });
    await port.until(() => port.state === 'waiting');
    await using appender = new JournalAppender(join(journal, 'b.journal'));
    appender.append('new life');
    await port.until(() => port.messages.length === 1);
    expect(port.gaps).toEqual([lost]);
  });

  test('waits for a folder that does not exist yet, and retryNow ends the pause', async () => {
    const port = new RecordingPort();
    const listener = lab.listen(port, {
      backOff: { firstMs: 3_600_000, longestMs: 3_600_000, healthyAfterMs: 1 },
    });
    await port.until(() => port.state === 'waiting');
    expect(port.problem?.code).toBe('source.not-found');
    expect(port.reports.at(-1)?.stateText).toBe('Cannot read the journal; trying again in 3600 s');
    await buildJournal(journal, { count: 3 });
    listener.retryNow();
    await port.until(() => port.state === 'following');
    expect(port.cursors).toHaveLength(3);
  });

  test('asks a single file again, because journalctl cannot wait for one', async () => {
    const path = join(journal, 'a.journal');
    await writeJournal(path, [
      encodeExportEntry([...addressFields(1, 1, 'a'.repeat(32)), ['MESSAGE', 'first']]),
    ]);
    await using appender = new JournalAppender(path);
    const port = new RecordingPort();
    lab.listen(port, { target: { kind: 'file', path } });
    await port.until(() => port.state === 'following');
    appender.append('second');
    await port.until(() => port.messages.length === 2);
    expect(port.messages).toEqual(['first', 'second']);
    expect(port.gaps).toEqual([]);
  });
});
