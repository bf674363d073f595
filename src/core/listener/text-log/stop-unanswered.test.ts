import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import type { ListenerPort } from '../listener.ts';
import { createTextLogListener } from './text-log-listener.ts';

it('a text log can be stopped while nobody parses what it has delivered, as with a full disk', async () => {
  const path = join(temporaryFolder(), 'a.log');
  writeFileSync(path, '2026-11-22T09:00:00Z web app[7]: one\n');
  const asked = Promise.withResolvers<void>();
  const states: string[] = [];
  const port: ListenerPort = {
    deliver: () => true,
    settled: () => {
      asked.resolve();
      return new Promise(() => undefined);
    },
    report: (state) => states.push(state),
    countRestart: () => undefined,
  };
  const listener = createTextLogListener({ path, format: null, mode: 'once', port, initialPosition: null });
  listener.start();
  await asked.promise;
  await listener.stop();
  expect(states.at(-1)).toBe('stopped');
});
