import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { ProcessLock } from './process-lock.ts';

it('is held by one at a time, and given back', () => {
  const file = join(temporaryFolder(), 'made', 'some.lock');
  expect(ProcessLock.isHeld(file)).toBe(false);
  expect(existsSync(file)).toBe(false);
  const first = ProcessLock.tryAcquire(file);
  expect(first).toBeDefined();
  expect(ProcessLock.isHeld(file)).toBe(true);
  expect(ProcessLock.tryAcquire(file)).toBeUndefined();
  first?.[Symbol.dispose]();
  expect(ProcessLock.isHeld(file)).toBe(false);
  using second = ProcessLock.tryAcquire(file);
  expect(second).toBeDefined();
});
