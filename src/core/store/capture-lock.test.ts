import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { spawnScript } from '../../../test/core/spawn-script.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { CaptureLock } from './capture-lock.ts';

function refusal(folder: string): AppError {
  try {
    CaptureLock.acquire(folder)[Symbol.dispose]();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('the lock was given');
}

it('one after the other may capture', () => {
  const folder = join(temporaryFolder(), 'new');
  for (let turn = 0; turn < 3; turn += 1) {
    using lock = CaptureLock.acquire(folder);
    expect(lock).toBeInstanceOf(CaptureLock);
    expect(readFileSync(join(folder, 'capture.pid'), 'utf8').trim()).toBe(String(process.pid));
    expect(refusal(folder)).toMatchObject({ code: 'capture.already-running' });
  }
});

it('a second process is refused, with the pid of the first, until that is killed', async () => {
  const folder = temporaryFolder();
  const first = spawnScript('lock-holder.ts', folder);
  expect(await first.firstLine).toBe('held');
  const error = refusal(folder);
  expect(error.code).toBe('capture.already-running');
  expect(error.message).toContain(`process ${String(first.child.pid)}`);
  expect(error.message).toContain(folder);
  expect(error.remedy).toContain('--data-dir');
  expect(CaptureLock.isHeld(folder)).toBe(true);
  first.child.kill('SIGKILL');
  await first.ended;
  expect(CaptureLock.isHeld(folder)).toBe(false);
  CaptureLock.acquire(folder)[Symbol.dispose]();
});

it('looking whether the lock is held leaves no trace', () => {
  const folder = temporaryFolder();
  expect(CaptureLock.isHeld(folder)).toBe(false);
  expect(existsSync(join(folder, 'capture.lock'))).toBe(false);
  CaptureLock.acquire(folder)[Symbol.dispose]();
  rmSync(join(folder, 'capture.pid'));
  expect(CaptureLock.isHeld(folder)).toBe(false);
  expect(existsSync(join(folder, 'capture.pid'))).toBe(false);
  expect(CaptureLock.isHeld(join(folder, 'nowhere'))).toBe(false);
});

it('a place that cannot hold a lock is told as such, and nothing stays locked', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(refusal(join(folder, 'file', 'data')).message).toContain(folder);
  mkdirSync(join(folder, 'capture.pid'));
  expect(() => CaptureLock.acquire(folder)).toThrow('EISDIR');
  rmSync(join(folder, 'capture.pid'), { recursive: true });
  CaptureLock.acquire(folder)[Symbol.dispose]();
});
