import { enginePid } from '../fixtures/engine-pid.ts';
import { LiveView } from '../fixtures/live-view.ts';
import { mainProcessOf } from '../fixtures/main-process-of.ts';
import { expect, test } from '../fixtures/test.ts';

test('an engine that is killed comes back by itself, and no entry is missing or there twice', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'before the crash' });
  const app = await startApp({ source: journal.source });
  const live = new LiveView(app.page);
  await expect(live.row('before the crash')).toBeVisible();
  const { pid: mainPid } = mainProcessOf(app);
  const killed = enginePid(mainPid);
  process.kill(killed, 'SIGKILL');
  await journal.append({ message: 'during the crash' });
  await expect(live.row('during the crash')).toBeVisible();
  await journal.append({ message: 'after the crash' });
  await expect(live.row('after the crash')).toBeVisible();
  expect(await live.messages()).toEqual(['before the crash', 'during the crash', 'after the crash']);
  expect(enginePid(mainPid)).not.toBe(killed);
});
