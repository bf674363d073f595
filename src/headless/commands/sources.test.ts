import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CommandLab } from '../../../test/headless/command-lab.ts';

interface Report {
  isKept: boolean;
  captured: { spec: string; state: string; entries: number }[];
  stored: { spec: string; entries: number }[];
}

async function reportOf(lab: CommandLab): Promise<Report> {
  return (await lab.json('sources')) as unknown as Report;
}

it('the list is made, changed and shown, and a capture without --source takes what it says', async () => {
  const lab = new CommandLab(3);
  const [one, two] = [lab.at('one.log'), lab.at('two.log')];
  writeFileSync(one, '2026-11-22T09:00:00Z web app[7]: one\n');
  writeFileSync(two, '2026-11-22T09:00:00Z web app[7]: two\n');
  expect((await reportOf(lab)).isKept).toBe(false);
  const usual = (await reportOf(lab)).captured.map(({ spec }) => spec);
  await lab.run('sources', 'add', `file:${one}`);
  await lab.run('sources', 'add', `file:${two}`);
  for (const spec of usual) await lab.run('sources', 'remove', spec);
  await lab.run('sources', 'move', `file:${two}`, '1');
  await lab.run('sources', 'pause', `file:${one}`);
  const { exitCode } = await lab.run('collect', '--once');
  expect(exitCode).toBe(0);
  expect(await reportOf(lab)).toMatchObject({
    isKept: true,
    captured: [
      { spec: `file:${two}`, entries: 1 },
      { spec: `file:${one}`, state: 'paused', entries: 0 },
    ],
    stored: expect.arrayContaining([expect.objectContaining({ entries: 3 })]) as unknown,
  });
  const { stdout } = await lab.run('sources');
  expect(stdout).toContain(`1  file:${two}  1 entry`);
  expect(stdout).toMatch(/2 {2}file:.*one\.log.*Paused/);
  expect(stdout).toContain('Stored, not captured');
  const status = (await lab.run('status')).stdout;
  const places = [`file:${two}`, `file:${one}`, 'Paused'].map((words) => status.indexOf(words));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
}, 120_000);

it('what makes no sense is refused, and so is a change while another Hydrant captures', async () => {
  const lab = new CommandLab(0);
  writeFileSync(lab.at('one.log'), '');
  const refused = async (...args: string[]) => (await lab.run('sources', ...args)).stderr;
  expect(await refused('add', 'nonsense')).toContain('"nonsense" is no source');
  expect(await refused('add', '-')).toContain('Standard input');
  expect(await refused('remove', 'file:/never')).toContain('not among the sources');
  await lab.run('sources', 'add', `file:${lab.at('one.log')}`);
  expect(await refused('add', `file:${lab.at('one.log')}`)).toContain('captured already');
  const capture = lab.start('collect');
  await expect
    .poll(async () => (await lab.run('status')).stdout, { timeout: 30_000 })
    .toContain('another process');
  expect(await refused('pause', `file:${lab.at('one.log')}`)).toContain('in its own Sources view');
  await capture[Symbol.asyncDispose]();
}, 120_000);
