import { existsSync, openSync, closeSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HydrantProcess, runHydrant } from '../../../test/headless/hydrant-process.ts';

let folder: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hydrant-stdin-'));
  env = { XDG_DATA_HOME: folder };
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

function line(number: number, message = `line ${String(number)}`): string {
  return `2026-11-29T09:00:00.${String(number).padStart(6, '0')}+00:00 host app[1]: ${message}\n`;
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => line(index + 1)).join('');
}

function tailOf(args: readonly string[] = [], stdin: 'pipe' | number = 'pipe'): HydrantProcess {
  return new HydrantProcess(['tail', '-', ...args], { env, stdin });
}

function numbersIn(text: string): number[] {
  return [...text.matchAll(/: line (\d+)$/gm)].map(([, number]) => Number(number));
}

describe('hydrant tail -', { timeout: 60_000 }, () => {
  it('prints every entry as it comes, the rest at the end, and leaves nothing behind', async () => {
    await using process = tailOf();
    process.child.stdin?.write(lines(6));
    await process.printed(/line 6$/m);
    process.child.stdin?.write(line(7));
    await process.printed(/line 7$/m);
    // The last line has no end.
    process.child.stdin?.end(lines(12).slice(lines(7).length).trimEnd());
    const { exitCode, stdout, stderr } = await process.ended;
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(numbersIn(stdout)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(readdirSync(join(folder, 'hydrant'))).toEqual(['opened']);
    expect(readdirSync(join(folder, 'hydrant', 'opened'))).toEqual([]);
  });

  it('keeps an entry of several lines together, and bytes that are no UTF-8', async () => {
    await using process = tailOf(['--format', 'jsonl']);
    const trace = line(2, 'failed\n  at one\n  at two').trimEnd();
    process.child.stdin?.end(
      Buffer.concat([
        Buffer.from(`${line(1)}${trace}\n`),
        Buffer.from(line(3, 'caf\u00e9'), 'latin1'),
        Buffer.from(line(4)),
      ]),
    );
    const { exitCode, stdout } = await process.ended;
    expect(exitCode).toBe(0);
    const messages = stdout
      .trimEnd()
      .split('\n')
      .map((row) => (JSON.parse(row) as { message: unknown }).message);
    expect(messages).toHaveLength(4);
    expect(messages[1]).toBe('failed\n  at one\n  at two');
    expect(messages[2]).toBe('caf\\xE9');
  });

  it('reads a file from where its descriptor stands, and nothing of nothing', async () => {
    const path = join(folder, 'three.log');
    writeFileSync(path, lines(3));
    const file = openSync(path, 'r');
    const nothing = openSync('/dev/null', 'r');
    try {
      await using process = tailOf([], file);
      expect(numbersIn((await process.ended).stdout)).toEqual([1, 2, 3]);
      await using empty = tailOf([], nothing);
      expect(await empty.ended).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    } finally {
      closeSync(file);
      closeSync(nothing);
    }
  });

  it('prints what filters leave of it, and says what was no entry', async () => {
    await using process = tailOf(['--search', 'wanted', '--log-format', 'rsyslog']);
    process.child.stdin?.end(`no entry\n${line(1)}${line(2, 'wanted one')}`);
    const { exitCode, stdout, stderr } = await process.ended;
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\S+ info +host app\[1\]: wanted one\n$/);
    expect(stderr).toContain('no entries: 1; with --data-dir they are kept');
  });

  it('with --data-dir keeps them, prints no others, and each run is one of its own', async () => {
    const dataDir = join(folder, 'kept');
    for (const count of [3, 2]) {
      await using process = tailOf(['--data-dir', dataDir]);
      process.child.stdin?.end(lines(count));
      expect(numbersIn((await process.ended).stdout)).toHaveLength(count);
    }
    const { stdout } = await runHydrant(['status', '--json', '--data-dir', dataDir]);
    expect(JSON.parse(stdout)).toMatchObject({ entries: 5, sources: [{ spec: 'stdin' }] });
  });

  it('ends quietly when nobody reads on, though the pipe stays open', async () => {
    await using process = tailOf();
    process.child.stdin?.write(lines(20));
    await process.printed(/line 20$/m);
    process.child.stdout.destroy();
    process.child.stdin?.write(lines(5));
    expect(await process.ended).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('ends at Ctrl+C while it waits for more', async () => {
    await using process = tailOf();
    process.child.stdin?.write(lines(6));
    await process.printed(/line 6$/m);
    process.child.kill('SIGINT');
    expect(await process.ended).toMatchObject({ exitCode: 130, stderr: '' });
  });

  it('of what is no log says what to do', async () => {
    await using process = tailOf();
    process.child.stdin?.end('one\ntwo\n');
    const { exitCode, stderr } = await process.ended;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Standard input has lines that fit no format.*--log-format/);
  });

  it.each([
    [['tail', '-', '--source', 'journal'], 'reads no other source'],
    [['tail', 'x.log'], 'Unexpected argument'],
    [['tail', '-', '--lines', '3'], '--lines'],
  ])('refuses %j', async (args, complaint) => {
    const { exitCode, stderr } = await runHydrant(args, { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(complaint);
  });
});

describe('hydrant collect --once --source -', { timeout: 60_000 }, () => {
  it('stores what comes until the end', async () => {
    const dataDir = join(folder, 'collected');
    await using process = new HydrantProcess(['collect', '--once', '--source', '-', '--data-dir', dataDir], {
      env,
      stdin: 'pipe',
    });
    process.child.stdin?.end(lines(2000));
    const { exitCode, stdout } = await process.ended;
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      entries: 2000,
      sources: [
        { source: 'stdin', received: 2000, stored: 2000, quarantined: 0, duplicates: 0, problem: null },
      ],
    });
    expect(existsSync(join(folder, 'hydrant', 'hydrant.db'))).toBe(false);
  });
});
