import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppUnderTest } from '../fixtures/app-under-test.ts';
import { ExportView } from '../fixtures/export-view.ts';
import { LiveView } from '../fixtures/live-view.ts';
import { mainProcessOf } from '../fixtures/main-process-of.ts';
import { OpenedFile } from '../fixtures/opened-file.ts';
import { expect, test } from '../fixtures/test.ts';

/** There is none with this number. */
const OTHER_BATCH = 4711;

/** Clicks an item of the application menu. */
function chooseInMenu(app: AppUnderTest, label: string): Promise<void> {
  return mainProcessOf(app).evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => {
      const { submenu } = item;
      return submenu === undefined || submenu === null ? [] : 'items' in submenu ? submenu.items : submenu;
    });
    items?.find((item) => item.label === wanted)?.click?.();
  }, label);
}

test('an exported file is shown in the file manager, and no other file ever', async ({
  startApp,
  journal,
  temporaryDir,
}) => {
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  const mainProcess = mainProcessOf(app);
  await mainProcess.evaluate(({ shell }) => {
    const revealed: string[] = [];
    shell.showItemInFolder = (path: string) => revealed.push(path);
    Object.assign(globalThis, { revealed });
  }, undefined);
  await expect(new LiveView(app.page).row('one')).toBeVisible();
  await app.page.keyboard.press('Control+e');
  const view = new ExportView(app);
  const path = await view.write(temporaryDir, 'evidence.csv');
  await view.action('Show in folder', 1).click();
  const readRevealed = (): Promise<unknown> =>
    mainProcess.evaluate(() => Reflect.get(globalThis, 'revealed') as unknown, undefined);
  await expect.poll(readRevealed).toEqual([path]);
  const refused = await app.page.evaluate(
    (otherId) =>
      new Promise<string>((resolve) => {
        const { hydrant } = globalThis as unknown as {
          hydrant: {
            post(message: unknown): void;
            listen(listener: (message: { id?: number; error?: { code: string } }) => void): () => void;
          };
        };
        hydrant.listen((message) => {
          if (message.id === 9001) resolve(message.error?.code ?? 'done');
        });
        hydrant.post({ kind: 'call', id: 9001, method: 'shell.revealBatch', params: { id: otherId } });
      }),
    OTHER_BATCH,
  );
  expect(refused).toBe('export.not-found');
  expect(await readRevealed()).toEqual([path]);
});

test('a dialog that is closed changes nothing', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  await mainProcessOf(app).evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
  }, undefined);
  await app.page.getByRole('link', { name: 'Export' }).click();
  const target = app.page.getByRole('status', { name: 'Folder' });
  const before = await target.textContent();
  await app.page.getByRole('button', { name: 'Choose…' }).click();
  await expect(app.page.getByRole('button', { name: 'Choose…' })).toBeEnabled();
  await expect(target).toHaveText(before ?? '');
});

test('the menu leads to every view and to the export', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  await expect(new LiveView(app.page).row('one')).toBeVisible();
  const choose = (label: string): Promise<void> => chooseInMenu(app, label);
  for (const view of ['Sources', 'Settings', 'Live']) {
    await choose(view);
    await expect(app.page.getByRole('main', { name: view })).toBeVisible();
  }
  await choose('Export…');
  await expect(app.page.getByRole('main', { name: 'Export' })).toBeVisible();
});

test('the menu opens an exported file, unless none is chosen, and its views are those of the file', async ({
  startApp,
  journal,
  temporaryDir,
}) => {
  const path = join(temporaryDir, 'one.csv');
  writeFileSync(path, 'time,message\n2026-11-20T10:00:00Z,of the file\n');
  await journal.append({ message: 'of the log' });
  const app = await startApp({ source: journal.source });
  const live = new LiveView(app.page);
  await expect(live.row('of the log')).toBeVisible();
  await mainProcessOf(app).evaluate(({ dialog }, chosen) => {
    const answers = [
      { canceled: true, filePaths: [] },
      { canceled: false, filePaths: [chosen] },
    ];
    dialog.showOpenDialog = () => Promise.resolve(answers.shift());
  }, path);
  const file = new OpenedFile(app);
  await chooseInMenu(app, 'Open log file…');
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await expect(live.row('of the log')).toBeVisible();
  await chooseInMenu(app, 'Open log file…');
  await expect(file.banner).toContainText('one.csv');
  await chooseInMenu(app, 'Sources');
  await expect(app.page.getByRole('main', { name: 'Sources' })).toContainText(`file:${path}`);
  await chooseInMenu(app, 'Live');
  await expect(live.row('of the file')).toBeVisible();
  await file.close();
  await expect(live.row('of the log')).toBeVisible();
});
