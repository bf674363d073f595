import { join } from 'node:path';
import { LiveView } from '../fixtures/live-view.ts';
import { OpenedFile } from '../fixtures/opened-file.ts';
import { expect, test } from '../fixtures/test.ts';

test('whoever opens a file by the keyboard keeps the focus while it is opened', async ({
  startApp,
  journal,
  temporaryDir,
}) => {
  await journal.append({ message: 'of the log' });
  const app = await startApp({ source: journal.source });
  await expect(new LiveView(app.page).row('of the log')).toBeVisible();
  await app.page.keyboard.press('Control+o');
  const { dialog } = new OpenedFile(app);
  await dialog.getByRole('textbox').fill(join(temporaryDir, 'nowhere.csv'));
  const open = dialog.getByRole('button', { name: 'Open', exact: true });
  // The browser takes the focus from a button that is disabled in the frame it draws next, and not every answer takes so long.
  const seen = await open.evaluateHandle((button) => {
    const states: boolean[] = [];
    new MutationObserver(() => states.push(button.hasAttribute('disabled'))).observe(button, {
      attributes: true,
    });
    return states;
  });
  await open.press('Enter');
  await expect(dialog).toContainText('nowhere.csv');
  expect(await seen.jsonValue()).not.toContain(true);
  expect(await seen.jsonValue()).not.toEqual([]);
  await expect(open).toBeFocused();
});

test('a file that is dropped on the page of a browser is asked for by its path, and the page stays', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'of the log' });
  const app = await startApp({ source: journal.source });
  const { page } = app;
  await expect(new LiveView(page).row('of the log')).toBeVisible();
  const address = page.url();
  const isTaken = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['a line'], 'app.log'));
    const options = { dataTransfer, bubbles: true, cancelable: true };
    const over = document.body.dispatchEvent(new DragEvent('dragover', options));
    const drop = document.body.dispatchEvent(new DragEvent('drop', options));
    return !over && !drop;
  });
  expect(isTaken).toBe(true);
  const { dialog } = new OpenedFile(app);
  await expect(dialog).toContainText('cannot tell where app.log is');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  expect(page.url()).toBe(address);
});
