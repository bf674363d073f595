import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { OpenedFiles } from './opened-files.ts';

class FakeEngine {
  readonly path: string;
  isClosed = false;

  constructor(path: string) {
    this.path = path;
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

function openedFiles(shown: ReadonlySet<string> = new Set()): OpenedFiles<FakeEngine> {
  return new OpenedFiles({
    open: (path) =>
      path.endsWith('.txt')
        ? Promise.reject(new AppError('file.unknown-format', 'no export'))
        : Promise.resolve(new FakeEngine(path)),
    isShown: (logId) => shown.has(logId),
  });
}

describe('OpenedFiles', () => {
  it('gives each file an id that nobody can guess, and finds it until it is closed', async () => {
    const files = openedFiles();
    const first = await files.open('/logs/../exports/errors.csv');
    const second = await files.open('/exports/errors.csv');
    expect(first).toMatchObject({ path: '/exports/errors.csv', name: 'errors.csv' });
    expect(first.logId).toMatch(/^[\w-]{22}$/);
    expect(second.logId).not.toBe(first.logId);
    expect(files.find(first.logId)).toBe(first);
    await files.close(first.logId);
    expect(first.engine.isClosed).toBe(true);
    expect(second.engine.isClosed).toBe(false);
    expect(files.find(first.logId)).toBeUndefined();
    await files.close(first.logId);
    await files.closeAll();
    expect(second.engine.isClosed).toBe(true);
  });

  it('ends only after what is being closed already', async () => {
    const files = openedFiles();
    const { engine, logId } = await files.open('/a.csv');
    const closing = Promise.withResolvers<undefined>();
    engine.close = () => closing.promise;
    const closed = files.close(logId);
    let isAllClosed = false;
    const allClosed = files.closeAll().then(() => (isAllClosed = true));
    await new Promise(setImmediate);
    expect(isAllClosed).toBe(false);
    closing.resolve(undefined);
    await Promise.all([closed, allClosed]);
  });

  it('takes a whole path, or one below the home folder', async () => {
    const files = openedFiles();
    expect((await files.open('~/errors.csv')).path).toBe(join(homedir(), 'errors.csv'));
    for (const path of ['errors.csv', './errors.csv', '~other/errors.csv', '']) {
      await expect(files.open(path)).rejects.toMatchObject({ code: 'request.invalid' });
    }
  });

  it('makes room by closing what nobody looks at, the oldest first, and refuses where all are shown', async () => {
    const shown = new Set<string>();
    const files = openedFiles(shown);
    const all = [];
    for (let number = 1; number <= 5; number += 1) all.push(await files.open(`/${String(number)}.csv`));
    const [first, second, third] = all;
    shown.add(first?.logId ?? '');
    await files.open('/6.csv');
    expect(all.map(({ engine }) => engine.isClosed)).toEqual([false, true, false, false, false]);
    for (const file of all) shown.add(file.logId);
    expect(files.find(second?.logId ?? '')).toBeUndefined();
    const sixth = await files.open('/7.csv').then(
      (file) => file,
      (error: unknown) => error,
    );
    // The sixth one was not looked at either.
    expect(sixth).toMatchObject({ path: '/7.csv' });
    shown.add((sixth as { logId: string }).logId);
    await expect(files.open('/8.csv')).rejects.toMatchObject({
      code: 'shell.unsupported',
      message: '5 files are open already.',
    });
    await files.close(third?.logId ?? '');
    await files.open('/9.csv');
  });

  it('counts those that are being opened, and not those that could not be', async () => {
    const shown = { has: () => true } as unknown as ReadonlySet<string>;
    const files = openedFiles(shown);
    const refused = await Promise.allSettled(Array.from({ length: 9 }, () => files.open('/a.txt')));
    expect(refused.every(({ status }) => status === 'rejected')).toBe(true);
    const opened = await Promise.allSettled(Array.from({ length: 7 }, () => files.open('/a.csv')));
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });
});
