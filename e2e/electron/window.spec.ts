import { mainProcessOf } from '../fixtures/main-process-of.ts';
import { expect, test } from '../fixtures/test.ts';

test('the window comes back where it was', async ({ startApp, journal }) => {
  const place = { x: 140, y: 90, width: 1010, height: 640 };
  const first = await startApp({ source: journal.source });
  await mainProcessOf(first).evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  );
  await first.stop();
  const second = await startApp({ source: journal.source, dataDir: first.dataDir });
  const bounds = await mainProcessOf(second).evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    undefined,
  );
  expect(bounds).toEqual(place);
});

test('a second start ends at once and brings the first window forward', async ({ startApp, journal }) => {
  const app = await startApp({ source: journal.source });
  const mainProcess = mainProcessOf(app);
  const told = mainProcess.evaluate(
    ({ app: electronApp }) =>
      new Promise<string>((resolve) => electronApp.once('second-instance', () => resolve('told'))),
    undefined,
  );
  expect(await mainProcess.startSecond()).toBe(0);
  expect(await told).toBe('told');
  expect(
    await mainProcess.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, undefined),
  ).toBe(1);
});

test('closing the window ends the app', async ({ startApp, journal }) => {
  const app = await startApp({ source: journal.source });
  await app.page.close();
  await app.ended();
});
