import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HydrantProcess, runHydrant } from '../../test/headless/hydrant-process.ts';
import { JournalAppender } from '../../test/journal/append-journal.ts';
import { buildJournal } from '../../test/journal/build-journal.ts';
import { readJournal } from '../../test/journal/read-journal.ts';

const ENTRIES = 3000;
/** Each look starts a process, and the machine may be busy with other things. */
const POLLING = { timeout: 50_000 };
/** Several processes, one after the other. */
const SLOW = { timeout: 60_000 };

let folder: string;
let journal: string;
let dataDir: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hydrant-commands-'));
  journal = join(folder, 'journal');
  await buildJournal(journal, { count: ENTRIES });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  dataDir = await mkdtemp(join(folder, 'data-'));
});

function at(...args: string[]): string[] {
  return [...args, '--data-dir', dataDir];
}

async function storedEntries(): Promise<number> {
  const { exitCode, stdout } = await runHydrant(at('status', '--json'));
  return exitCode === 0 ? (JSON.parse(stdout) as { entries: number }).entries : 0;
}

describe('hydrant collect --once', SLOW, () => {
  it('prints one JSON object that agrees with journalctl, and stores nothing twice', async () => {
    const args = at('collect', '--once', '--source', `journal:${journal}`);
    const first = await runHydrant(args);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    const errors = readJournal(journal).filter((entry) => entry['PRIORITY'] === '3').length;
    expect(JSON.parse(first.stdout)).toMatchObject({
      entries: ENTRIES,
      bySeverity: { error: errors },
      sources: [
        {
          source: `journal:${journal}`,
          received: ENTRIES,
          stored: ENTRIES,
          quarantined: 0,
          dropped: 0,
          duplicates: 0,
          bySeverity: { error: errors },
          problem: null,
        },
      ],
    });
    const second = JSON.parse((await runHydrant(args)).stdout) as { entries: number };
    expect(second).toMatchObject({ entries: ENTRIES, sources: [{ stored: 0 }] });
  });

  it('drops what is less severe than --keep says, and counts it', async () => {
    const severe = readJournal(journal).filter((entry) => Number(entry['PRIORITY']) <= 4).length;
    const store = join(folder, 'only-the-severe');
    const { exitCode, stdout } = await runHydrant([
      'collect',
      '--once',
      '--keep',
      'warning',
      '--source',
      `journal:${journal}`,
      '--data-dir',
      store,
    ]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      entries: severe,
      sources: [{ received: ENTRIES, stored: severe, dropped: ENTRIES - severe }],
    });
    const wrong = await runHydrant(at('collect', '--keep', 'tea'));
    expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
    expect(wrong.stderr).toContain('--keep "tea" is no severity');
  });

  it('prints the object and ends with 1 when a source cannot be read', async () => {
    const missing = join(folder, 'missing');
    const { exitCode, stdout, stderr } = await runHydrant(
      at('collect', '--once', '--source', `journal:${journal}`, '--source', `journal:${missing}`),
    );
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ entries: ENTRIES });
    expect(stderr).toMatch(/^hydrant: journal:[^\n]+missing[^\n]+\n$/);
  });

  it('refuses a source that there is not', async () => {
    expect(await runHydrant(at('collect', '--once', '--source', 'tea-leaves'))).toMatchObject({
      exitCode: 2,
      stdout: '',
    });
  });
});

describe('hydrant collect', SLOW, () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 0],
  ] as const)('commits what it has and ends at %s with %i', async (signal, exitCode) => {
    await using process = new HydrantProcess(at('collect', '--source', `journal:${journal}`));
    await expect.poll(storedEntries, POLLING).toBe(ENTRIES);
    process.child.kill(signal);
    expect(await process.ended).toMatchObject({ exitCode, signal: null, stdout: '', stderr: '' });
    expect(await storedEntries()).toBe(ENTRIES);
  });

  it('does not capture into a store that another process captures into', async () => {
    await using first = new HydrantProcess(at('collect', '--source', `journal:${journal}`));
    await expect.poll(storedEntries, POLLING).toBe(ENTRIES);
    const second = await runHydrant(at('collect', '--once', '--source', `journal:${journal}`));
    expect(second).toMatchObject({ exitCode: 1, stdout: '' });
    expect(second.stderr).toMatch(
      new RegExp(`^hydrant: Another Hydrant .*${String(first.child.pid)}[^\\n]+\\n$`),
    );
  });
});

describe('hydrant tail', SLOW, () => {
  it('prints the newest entries and then what comes, also to a second one that only watches', async () => {
    const live = join(folder, 'live-tail');
    await using appender = new JournalAppender(join(live, 'system.journal'));
    for (let number = 1; number <= 5; number += 1)
      appender.append(`stored ${String(number)}`, ['PRIORITY', '3']);
    await using first = new HydrantProcess(at('tail', '--source', `journal:${live}`, '--lines', '2'));
    await first.printed(/stored 4\n.*stored 5\n/);
    await using second = new HydrantProcess(at('tail', '--lines', '1', '--format', 'jsonl'));
    await second.printed(/stored 5/);
    appender.append('\u001b[31mcame\nlater', ['PRIORITY', '4'], ['_PID', '7'], ['SYSLOG_IDENTIFIER', 'demo']);
    const [line] = await first.printed(/^.*came.*\n/m);
    expect(line).toMatch(
      /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d warning {3}\S+ demo\[7\]: ␛\[31mcame␊later\n$/,
    );
    const [json] = await second.printed(/^.*came.*\n/m);
    expect(JSON.parse(json)).toMatchObject({ severity: 'warning', message: '\u001b[31mcame\nlater' });
    second.child.kill('SIGTERM');
    expect((await second.ended).stderr).toContain('another Hydrant captures');
    first.child.kill('SIGINT');
    const ended = await first.ended;
    expect(ended).toMatchObject({ exitCode: 130, stderr: '' });
    expect(ended.stdout).not.toContain('stored 3');
  });

  it('prints only what its filters select, and everything since a time that is given', async () => {
    await using process = new HydrantProcess(
      at('tail', '--source', `journal:${journal}`, '--severity', 'error', '--since', '@1', '--format', 'csv'),
    );
    const errors = readJournal(journal).filter((entry) => entry['PRIORITY'] === '3').length;
    const [all] = await process.printed(
      new RegExp(`^time,severity,[^\\n]*\\n(?:[^\\n]*,error,[^\\n]*\\n){${String(errors)}}$`),
    );
    expect(all.split('\n')).toHaveLength(1 + errors + 1);
  });

  it('ends quietly when its reader has had enough', async () => {
    const live = join(folder, 'live-pipe');
    await using appender = new JournalAppender(join(live, 'system.journal'));
    appender.append('the first');
    await using process = new HydrantProcess(at('tail', '--source', `journal:${live}`));
    await process.printed(/the first/);
    process.child.stdout.destroy();
    appender.append('the second');
    expect(await process.ended).toMatchObject({ exitCode: 0, signal: null, stderr: '' });
  });
});

describe('hydrant, on what is stored,', SLOW, () => {
  let stored: string;
  let out: string;

  beforeAll(async () => {
    stored = join(folder, 'stored');
    const args = ['collect', '--once', '--source', `journal:${journal}`, '--data-dir', stored];
    const { exitCode, stderr } = await runHydrant(args);
    if (exitCode !== 0) throw new Error(stderr);
  });

  beforeEach(async () => {
    out = await mkdtemp(join(folder, 'out-'));
  });

  function exportArguments(...args: string[]): string[] {
    return ['export', '--data-dir', stored, ...args];
  }

  it('exports what journalctl has, into a file and to standard output alike', async () => {
    const path = join(out, 'a.jsonl');
    const columns = ['--format', 'jsonl', '--columns', '_HOSTNAME,position,message'];
    expect(await runHydrant(exportArguments('--out', path, ...columns))).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    const text = await readFile(path, 'utf8');
    const expected = readJournal(journal).map((entry) => [entry['__CURSOR'], entry['MESSAGE']]);
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map((row) => [row['position'], row['message']])).toEqual(expected);
    expect((await runHydrant(exportArguments('--out', '-', ...columns))).stdout).toBe(text);
  });

  it('leaves an exported file alone, unless it is told to replace it', async () => {
    const path = join(out, 'a.csv');
    const args = exportArguments('--format', 'csv', '--out', path, '--severity', 'error');
    expect((await runHydrant(args)).exitCode).toBe(0);
    const before = await readFile(path, 'utf8');
    const refused = await runHydrant([...args, '--raw']);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/^hydrant: [^\n]*exists[^\n]*--force\n$/);
    expect(await readFile(path, 'utf8')).toBe(before);
    expect((await runHydrant([...args, '--force', '--columns', 'time'])).exitCode).toBe(0);
    expect(await readFile(path, 'utf8')).not.toBe(before);
  });

  it('exports nothing by halves at Ctrl+C', async () => {
    await using process = new HydrantProcess(
      exportArguments('--format', 'csv', '--out', join(out, 'a.csv'), '--rows-per-file', '1'),
    );
    await expect.poll(() => readdir(out), { timeout: 20_000, interval: 5 }).not.toEqual([]);
    process.child.kill('SIGINT');
    expect(await process.ended).toMatchObject({ exitCode: 130, stdout: '', stderr: '' });
    expect(await readdir(out)).toEqual([]);
  });

  it('says when its reader went away before the end', async () => {
    await using process = new HydrantProcess(exportArguments('--format', 'csv', '--out', '-'));
    process.child.stdout.destroy();
    const { exitCode, stderr } = await process.ended;
    expect(exitCode).toBe(1);
    expect(stderr).toBe('hydrant: Standard output was closed before the export was complete\n');
  });

  it('exports from where the last one of its name ended', async () => {
    const args = exportArguments('--format', 'csv', '--columns', 'id', '--since-last', 'nightly', '--out');
    const linesIn = async (name: string): Promise<number> =>
      (await readFile(join(out, name), 'utf8')).split('\r\n').length - 2;
    await runHydrant([...args, join(out, '1.csv')]);
    expect(await linesIn('1.csv')).toBe(ENTRIES);
    await runHydrant([...args, join(out, '2.csv')]);
    expect(await linesIn('2.csv')).toBe(0);
  });

  it('shows what the store holds', async () => {
    const { exitCode, stdout } = await runHydrant(['status', '--data-dir', stored]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Entries    3,000\n');
    expect(stdout).toContain('received 3,000 = stored 3,000 + quarantined 0');
  });

  it('reads a source that is named first, and exports only its entries', async () => {
    const other = join(out, 'other');
    await buildJournal(other, { count: 7, seed: 2 });
    const args = exportArguments('--source', `journal:${other}`, '--format', 'jsonl', '--out', '-');
    const { exitCode, stdout } = await runHydrant(args);
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(7);
    expect((await runHydrant(['status', '--data-dir', stored])).stdout).toContain('Entries    3,007\n');
  });
});

describe('hydrant, where nothing is stored,', () => {
  it('exports nothing when the source that is named cannot be read', async () => {
    const out = join(dataDir, 'out.csv');
    const source = `journal:${join(folder, 'missing')}`;
    const { exitCode } = await runHydrant(at('export', '--source', source, '--format', 'csv', '--out', out));
    expect(exitCode).toBe(1);
    expect(await readdir(dataDir)).not.toContain('out.csv');
  });

  it('says so where nothing is stored yet', async () => {
    const { exitCode, stderr } = await runHydrant(at('status'));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^hydrant: Nothing is stored in [^\n]+ yet: run hydrant collect --once first[^\n]+\n$/,
    );
  });
});
