import { describe, expect, it } from 'vitest';
import { exportScheduleSchema } from '#contract/export-schedule.ts';
import { CommandLab } from '../../../test/headless/command-lab.ts';

/** Several processes, and the machine may be busy with other things. */
const SLOW = { timeout: 120_000 };
const DONE = { exitCode: 0, signal: null, stdout: '', stderr: '' };

function exportedIds(lab: CommandLab): number[] {
  return lab
    .names()
    .filter((name) => name.endsWith('.csv'))
    .flatMap((name) => lab.ids(name));
}

describe('hydrant schedules', SLOW, () => {
  it('adds a recurring export that is then known, and replaces it only when it is told to', async () => {
    const lab = new CommandLab(20);
    expect(await lab.run('schedules')).toEqual({ ...DONE, stdout: 'There is no recurring export\n' });
    const args = [
      'schedules',
      'add',
      'Nightly',
      '--out',
      lab.folder,
      '--format',
      'csv',
      '--severity',
      'error',
    ];
    expect(await lab.run(...args, '--every', '1d', '--at', '07:30')).toEqual(DONE);
    const { schedules } = await lab.json('schedules');
    expect(exportScheduleSchema.array().parse(schedules)).toMatchObject([
      {
        name: 'Nightly',
        isEnabled: true,
        coveredToId: 0,
        lastRun: null,
        trigger: { kind: 'interval', every: 1, unit: 'days', at: '07:30', runsMissedAtStart: true },
        request: {
          query: { severities: [3] },
          target: { kind: 'folder', directory: lab.folder, namePattern: '{name}-{time}' },
        },
      },
    ]);
    expect((await lab.run('schedules', 'show', 'nightly')).stdout).toMatch(
      /^Name {7}Nightly\nRuns {7}every day at 07:30\n[^]*\nFilter {5}--severity error\n/,
    );
    expect((await lab.run('status')).stdout).toMatch(
      /\nRecurring {2}1\n {2}Nightly {2}every day at 07:30 {2}/,
    );
    const taken = await lab.run(...args, '--on-start');
    expect(taken).toMatchObject({ exitCode: 1, stdout: '' });
    expect(taken.stderr).toMatch(/^hydrant: [^\n]+: choose another name, or replace it with --replace\n$/);
    expect(await lab.run(...args, '--on-start', '--replace')).toEqual(DONE);
    expect(await lab.json('schedules', 'show', 'NIGHTLY')).toMatchObject({ trigger: { kind: 'start' } });
  });

  it('exports each entry once, by its own command and by --since-last', async () => {
    const lab = new CommandLab(10);
    const columns = ['--columns', 'id,message'];
    const args = ['--out', lab.folder, '--format', 'csv', ...columns, '--every-entries', '1000'];
    expect(await lab.run('schedules', 'add', 'all', ...args)).toEqual(DONE);
    expect(await lab.run('schedules', 'run', 'ALL')).toEqual(DONE);
    expect(exportedIds(lab)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await lab.run('schedules', 'run', 'all')).toEqual(DONE);
    expect(lab.names()).toHaveLength(2);
    lab.store(3);
    expect(await lab.run('schedules', 'run', 'all')).toEqual(DONE);
    lab.store(2);
    const last = ['export', '--since-last', 'all', '--out', lab.at('~last.csv'), ...columns];
    expect(await lab.run(...last)).toEqual(DONE);
    expect(exportedIds(lab)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(await lab.json('schedules', 'show', 'all')).toMatchObject({ coveredToId: 15 });
    const again = await lab.run('exports', 'run-again', '1');
    expect(again).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('can begin with what comes from now on', async () => {
    const lab = new CommandLab(10);
    const args = ['--out', lab.folder, '--format', 'csv', '--columns', 'id,message', '--on-start'];
    expect(await lab.run('schedules', 'add', 'new', ...args, '--from', 'now')).toEqual(DONE);
    lab.store(1);
    expect(await lab.run('schedules', 'run', 'new')).toEqual(DONE);
    expect(exportedIds(lab)).toEqual([11]);
  });

  it('lets one rest, and forgets it with its batches left', async () => {
    const lab = new CommandLab(5);
    const args = ['--out', lab.folder, '--format', 'jsonl', '--on-first-error', '5'];
    await lab.run('schedules', 'add', 'n', ...args);
    expect(await lab.run('schedules', 'disable', 'N')).toEqual(DONE);
    expect(await lab.json('schedules', 'show', 'n')).toMatchObject({ isEnabled: false });
    expect(await lab.run('schedules', 'enable', 'n')).toEqual(DONE);
    expect(await lab.json('schedules', 'show', 'n')).toMatchObject({ isEnabled: true });
    await lab.run('schedules', 'run', 'n');
    expect(await lab.run('schedules', 'remove', 'n')).toEqual(DONE);
    expect(lab.names()).toHaveLength(2);
    expect(await lab.json('exports')).toMatchObject({ total: 1 });
    for (const command of ['show', 'enable', 'run', 'remove']) {
      const { exitCode, stdout, stderr } = await lab.run('schedules', command, 'n');
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toMatch(/^hydrant: [^\n]*"n"[^\n]*\n$/);
    }
  });

  it('refuses a rule that could never fire', async () => {
    const lab = new CommandLab(1);
    const args = ['--out', lab.folder, '--format', 'csv', '--on-errors', '5/5', '--severity', 'info'];
    const { exitCode, stderr } = await lab.run('schedules', 'add', 'n', ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^hydrant: [^\n]+never fire[^\n]+\n$/);
  });
});
