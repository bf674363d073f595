import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TemporaryCheckout } from './testing/temporary-checkout.js';

const ROUNDS = 5;
/** As many source files as the project may have in a few years. */
const SOURCE_FILES = 1_000;

let temporary;
beforeEach(() => {
  temporary = new TemporaryCheckout();
  for (let index = 0; index < SOURCE_FILES; index += 1) {
    temporary.write(`src/core/folder-${index % 40}/file-${index}.ts`, 'export {};\n');
  }
});
afterEach(() => temporary.remove());

test('when nothing is to do, the launcher takes hardly longer than Node itself needs to start', async () => {
  await temporary.run(['serve']);
  const bareMs = [];
  const launcherMs = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bareMs.push(bareStartMs());
    const { lines } = await temporary.run(['serve'], { HYDRANT_LAUNCHER_TIMING: '1' });
    launcherMs.push(Number(/^hydrant: ready after (\d+) ms$/.exec(lines.join('\n'))?.[1]));
  }
  // The least of several is what the work itself costs; the rest is other programs' share of the machine. Half a second is
  // allowed, and Node alone needs 30 to 40 ms.
  expect(Math.min(...launcherMs) / Math.min(...bareMs)).toBeLessThan(8);
});

/** How long a Node that does nothing takes from its start to its end. */
function bareStartMs() {
  const startedAtMs = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - startedAtMs;
}
