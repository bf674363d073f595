import { readFileSync } from 'node:fs';
import { DEFAULT_HEADER, readCsv, trueCells } from '../fixtures/csv.ts';
import { ExportView } from '../fixtures/export-view.ts';
import { AWKWARD, FORMULAS } from '../fixtures/hostile-entries.ts';
import { LiveView } from '../fixtures/live-view.ts';
import { expect, test } from '../fixtures/test.ts';

test('a download holds the journal entry for entry and byte for byte', async ({ startApp, journal }) => {
  await journal.append(...AWKWARD, ...FORMULAS);
  const app = await startApp({ source: journal.source });
  const live = new LiveView(app.page);
  await expect(live.rows).toHaveCount(AWKWARD.length + FORMULAS.length);
  await live.button('Export…').click();
  const view = new ExportView(app);
  await view.setNeutralisesFormulas(false);
  await app.page.getByRole('radio', { name: 'Download in this browser' }).click();
  await app.page.getByRole('textbox', { name: 'File name' }).fill('from-browser.csv');
  const [download] = await Promise.all([app.page.waitForEvent('download'), view.start.click()]);
  expect(download.suggestedFilename()).toBe('from-browser.csv');
  const [header, ...rows] = readCsv(readFileSync(await download.path()));
  expect(header?.map(String).join()).toBe(DEFAULT_HEADER);
  const expected = journal.read().map(trueCells);
  expect(rows).toHaveLength(expected.length);
  for (const [index, cells] of expected.entries()) expect(rows[index]).toEqual(cells);
});
