import { expect, it } from 'vitest';
import { StepsInTurn } from './steps-in-turn.ts';

it('begins a step when the one before has ended, and leaves out what comes too fast', async () => {
  const steps = new StepsInTurn();
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const last = Promise.withResolvers<void>();
  expect(steps.take(() => first.promise.then(() => void done.push('first')))).toBe(true);
  expect(steps.take(() => Promise.resolve(void done.push('second')))).toBe(true);
  expect(steps.take(() => Promise.resolve(last.resolve()))).toBe(true);
  expect(steps.take(() => Promise.resolve(void done.push('too much')))).toBe(false);
  expect(done).toEqual([]);
  first.resolve();
  await last.promise;
  expect(done).toEqual(['first', 'second']);
});

it('goes on after a step that failed', async () => {
  const steps = new StepsInTurn();
  const made = Promise.withResolvers<string>();
  steps.take(() => Promise.reject(new Error('failed')));
  steps.take(() => Promise.resolve(made.resolve('made')));
  expect(await made.promise).toBe('made');
});

it('takes steps again when those that waited are made', async () => {
  const steps = new StepsInTurn();
  for (let round = 0; round < 5; round += 1) {
    const made = Promise.withResolvers<void>();
    expect(steps.take(() => Promise.resolve(made.resolve()))).toBe(true);
    await made.promise;
    await Promise.resolve();
  }
});
