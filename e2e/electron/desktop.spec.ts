import { ExportView } from '../fixtures/export-view.ts';
import { LiveView } from '../fixtures/live-view.ts';
import { mainProcessOf } from '../fixtures/main-process-of.ts';
import { expect, test } from '../fixtures/test.ts';

/** There is none with this number. */
const OTHER_BATCH = 4711;

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
  const choose = (label: string): Promise<void> =>
    mainProcessOf(app).evaluate(({ Menu }, wanted) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => {
        const { submenu } = item;
        return submenu === undefined || submenu === null ? [] : 'items' in submenu ? submenu.items : submenu;
      });
      items?.find((item) => item.label === wanted)?.click?.();
    }, label);
  for (const view of ['Sources', 'Settings', 'Live']) {
    await choose(view);
    await expect(app.page.getByRole('main', { name: view })).toBeVisible();
  }
  await choose('Export…');
  await expect(app.page.getByRole('main', { name: 'Export' })).toBeVisible();
});
