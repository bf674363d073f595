import { readFileSync } from 'node:fs';
import { readCsv } from '../fixtures/csv.ts';
import { ExportView } from '../fixtures/export-view.ts';
import { expect, test } from '../fixtures/test.ts';

test('a part of an opened file is exported, but nothing of it recurs', async ({
  startApp,
  journal,
  temporaryDir,
}) => {
  await journal.append({ message: 'disk full', priority: '3' }, { message: 'all is well' });
  const app = await startApp({ source: journal.source });
  const { page } = app;
  const view = await ExportView.open(app, 2);
  const path = await view.write(temporaryDir, 'all.csv');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('Open a log file');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Open a log file' });
  await dialog.getByRole('textbox').fill(path);
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Opened file' })).toContainText('all.csv');
  await page.getByRole('link', { name: 'Export', exact: true }).click();
  await expect(view.start).toHaveAccessibleName('Export 2 entries');
  // What was exported before belongs to the store, not to the file.
  await expect(view.batches).toHaveCount(0);
  await expect(page.getByRole('radiogroup', { name: 'How often' })).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Search' }).fill('disk');
  await expect(view.start).toHaveAccessibleName('Export 1 entry');
  const part = readFileSync(await view.write(temporaryDir, 'part.csv'));
  expect(
    readCsv(part)
      .slice(1)
      .map((cells) => String(cells.at(-1))),
  ).toEqual(['disk full']);
});
