import { readFileSync } from 'node:fs';
import { DEFAULT_HEADER, readCsv, trueCells } from '../fixtures/csv.ts';
import { ExportView } from '../fixtures/export-view.ts';
import { AWKWARD, FORMULAS } from '../fixtures/hostile-entries.ts';
import { expect, test } from '../fixtures/test.ts';

test('a download holds the journal entry for entry and byte for byte', async ({ startApp, journal }) => {
  await journal.append(...AWKWARD, ...FORMULAS);
  const app = await startApp({ source: journal.source });
  const view = await ExportView.open(app, AWKWARD.length + FORMULAS.length);
  await view.setNeutralisesFormulas(false);
  await view.choose('Where to', 'Download in this browser');
  await app.page.getByRole('textbox', { name: 'File name' }).fill('from-browser.csv');
  const [download] = await Promise.all([app.page.waitForEvent('download'), view.start.click()]);
  expect(download.suggestedFilename()).toBe('from-browser.csv');
  const [header, ...rows] = readCsv(readFileSync(await download.path()));
  expect(header?.map(String).join()).toBe(DEFAULT_HEADER);
  const expected = journal.read().map(trueCells);
  expect(rows).toHaveLength(expected.length);
  for (const [index, cells] of expected.entries()) expect(rows[index]).toEqual(cells);

  // It is recorded with the name that the browser was told, and with its manifest; its file is the browser's business.
  await expect(view.batch(1)).toContainText('Exported');
  await expect(view.batch(1)).toContainText('Download');
  await expect(view.batch(1)).toContainText('from-browser.csv');
  await expect(view.action('Copy path', 1)).toHaveCount(0);
  await view.showDetails(1);
  await expect(view.action('Verify files', 1)).toHaveCount(0);
  await view.action('Manifest', 1).click();
  await expect(app.page.getByRole('dialog')).toContainText('"name": "from-browser.csv"');
});
