import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from './fixtures/csv.ts';
import { ExportView } from './fixtures/export-view.ts';
import { expect, test } from './fixtures/test.ts';

let outputDir: string;

test.beforeEach(({ temporaryDir }) => {
  outputDir = join(temporaryDir, 'exports');
  mkdirSync(outputDir);
});

/** The messages of each batch, in the order of their names, which is that of time. */
function exportedMessages(): string[][] {
  return readdirSync(outputDir)
    .filter((name) => name.endsWith('.csv'))
    .toSorted()
    .map((name) =>
      readCsv(readFileSync(join(outputDir, name)))
        .slice(1)
        .map((cells) => String(cells.at(-1))),
    );
}

test('a recurring export holds each time only what is new, and can be run at once', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'first', priority: '3' }, { message: 'not asked for' });
  const app = await startApp({ source: journal.source });
  const { page } = app;
  const view = await ExportView.open(app, 2);
  await page.getByRole('button', { name: 'Info', exact: true }).click();
  await view.choose('How often', 'Recurring');
  const save = page.getByRole('button', { name: 'Save recurring export' });
  await expect(save).toBeDisabled();
  await expect(page.getByText('Give the recurring export a name.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('nightly');
  await view.chooseFolder(outputDir);
  await expect(page.getByText(/^For example nightly-\d{8}T\d{6}Z\.csv$/)).toBeVisible();
  await expect(view.preview).toContainText(
    'Every day at 07:00: each batch holds what is new since the one before.',
  );
  await save.click();
  const item = view.recurring.getByRole('listitem', { name: 'nightly' });
  await expect(item).toContainText('every day at 07:00, next');
  await expect(item).toContainText('Has not run yet');
  await expect(view.start).toBeVisible();

  await page.getByRole('button', { name: 'Run now: nightly' }).click();
  await expect(view.batch(1)).toContainText('Recurring export “nightly”');
  await expect(view.batch(1)).toContainText('Exported');
  await expect(item).toContainText('exported as #1');
  await page.getByRole('button', { name: 'Run now: nightly' }).click();
  await expect(page.getByText('“nightly”: nothing new to export')).toBeVisible();
  await journal.append({ message: 'second', priority: '3' }, { message: 'not asked for either' });
  await expect(view.start).toHaveAccessibleName('Export 2 entries');
  await page.getByRole('button', { name: 'Run now: nightly' }).click();
  await expect(view.batch(2)).toContainText('Exported');
  expect(exportedMessages()).toEqual([['first'], ['second']]);
  // The recurring export itself goes on; what it held then is not asked for once more.
  await expect(view.action('Run again', 1)).toHaveCount(0);
});

test('a recurring export is changed, switched off, removed and put back', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  const { page } = app;
  const view = await ExportView.open(app, 1);
  await view.choose('How often', 'Recurring');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('hourly');
  await page.getByRole('textbox', { name: 'Every' }).fill('6');
  await page.getByRole('combobox', { name: 'Unit of time' }).selectOption('hours');
  await page.getByLabel('counted from').fill('00:30');
  await view.chooseFolder(outputDir);
  await page.getByRole('button', { name: 'Save recurring export' }).click();
  const item = view.recurring.getByRole('listitem', { name: 'hourly' });
  await expect(item).toContainText('every 6 hours, counted from 00:30, next');

  await page.getByRole('button', { name: 'Edit: hourly' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).not.toBeEditable();
  await page.getByRole('combobox', { name: 'When' }).selectOption('Every so many entries');
  await page.getByRole('textbox', { name: 'New entries that match' }).fill('');
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'New entries that match' }).fill('100,000');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(item).toContainText('after every 100,000 new entries');

  const isOn = page.getByRole('checkbox', { name: 'hourly runs by itself' });
  await isOn.uncheck();
  await expect(item).toContainText('Off');

  // Another one of that name is not put over it by mistake.
  await view.choose('How often', 'Recurring');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('HOURLY');
  await page.getByRole('button', { name: 'Save recurring export' }).click();
  await expect(page.getByRole('alert')).toContainText('hourly');
  await expect(page.getByRole('button', { name: 'Replace it' })).toBeVisible();

  await page.getByRole('button', { name: 'Remove: hourly' }).click();
  await expect(item).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(item).toContainText('after every 100,000 new entries');
  await expect(isOn).not.toBeChecked();
});

test('recurring exports are there after a start, and run when their time has come', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  const view = await ExportView.open(app, 1);
  await view.choose('How often', 'Recurring');
  await app.page.getByRole('textbox', { name: 'Name', exact: true }).fill('at start');
  await app.page.getByRole('combobox', { name: 'When' }).selectOption('At each start');
  await view.chooseFolder(outputDir);
  await app.page.getByRole('button', { name: 'Save recurring export' }).click();
  await expect(view.recurring).toContainText('at each start of Hydrant');
  await app.stop();

  const again = await startApp({ source: journal.source, dataDir: app.dataDir });
  await again.page.getByRole('link', { name: 'Export', exact: true }).click();
  const viewAgain = new ExportView(again);
  await expect(viewAgain.recurring.getByRole('listitem', { name: 'at start' })).toContainText(
    'exported as #1',
  );
  await expect(viewAgain.batch(1)).toContainText('Recurring export “at start”');
  expect(exportedMessages()).toEqual([['one']]);
});
