import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { ExportView } from './fixtures/export-view.ts';
import { expect, test } from './fixtures/test.ts';

const AT_UNIX_US = Date.UTC(2026, 10, 22, 9, 25, 1) * 1_000 + 123_456;

let outputDir: string;

test.beforeEach(({ temporaryDir }) => {
  outputDir = join(temporaryDir, 'exports');
  mkdirSync(outputDir);
});

test('what is chosen of CSV reaches the preview and the file', async ({ startApp, journal }) => {
  await journal.append(
    { message: 'one, two', timeUnixUs: AT_UNIX_US },
    { message: '=1+1', timeUnixUs: AT_UNIX_US + 1 },
  );
  const app = await startApp({ source: journal.source });
  const { page } = app;
  const view = await ExportView.open(app, 2);
  await view.unfold('Columns');
  for (const name of ['severity', 'raw_severity', 'host', 'unit', 'identifier', 'pid']) {
    await page.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
  }
  await view.choose('Written for', 'Machine-readable');
  await view.unfold('Options');
  await expect(
    page.getByText('comma, LF, header, formulas left as they are, times as ISO 8601 in UTC'),
  ).toBeVisible();
  await view.choose('Delimiter', 'Semicolon');
  await view.choose('Times', 'For spreadsheets');
  await view.choose('Time zone', 'Other…');
  await page.getByRole('combobox', { name: 'Name of the zone' }).fill('Europe/Berlin');
  await expect(
    page.getByRole('radiogroup', { name: 'Written for' }).getByRole('radio', { name: 'Custom' }),
  ).toBeChecked();
  await page.getByRole('checkbox', { name: /^Begin with a byte order mark/ }).check();
  const lines = ['time;message', '2026-11-22 10:25:01.123;one, two', '2026-11-22 10:25:01.123;=1+1'];
  const firstRows = view.preview.getByRole('group', { name: 'First rows' });
  await expect(firstRows).toContainText(lines[1] ?? '');
  await expect(firstRows).toContainText('U+FEFF');
  const file = readFileSync(await view.write(outputDir, 'options.csv'), 'utf8');
  expect(file).toBe(`\ufeff${lines.join('\n')}\n`);

  await view.choose('Written for', 'Any reader');
  await expect(page.getByRole('radio', { name: 'Custom' })).toHaveCount(0);
  const standard = readFileSync(await view.write(outputDir, 'standard.csv'), 'utf8');
  expect(standard).toBe(
    'time,message\r\n2026-11-22T10:25:01.123456+01:00,"one, two"\r\n2026-11-22T10:25:01.123457+01:00,\'=1+1\r\n',
  );
});

test('how the last export was written is how the next one begins, also after a start', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  const { page } = app;
  const view = await ExportView.open(app, 1);
  await view.choose('Format', 'TSV');
  await view.choose('Compression', 'zstd');
  await view.choose('Written for', 'Spreadsheet');
  await view.addFields('MY_FIELD');
  // It outlives the view, though nothing was exported yet.
  await page.getByRole('link', { name: 'Sources', exact: true }).click();
  await page.getByRole('link', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('radio', { name: 'TSV' })).toBeChecked();
  await view.write(outputDir, 'one.tsv.zst');
  await page.reload();
  await page.getByRole('link', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('radio', { name: 'TSV' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'zstd' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Spreadsheet' })).toBeChecked();
  await view.unfold('Columns');
  await expect(page.getByRole('button', { name: 'Remove MY_FIELD' })).toBeVisible();
  // What the export held, and what it was called, belonged to that export.
  await expect(page.getByRole('textbox', { name: 'File name' })).toHaveValue('hydrant-{time}');
});

test('a format says what it is for, and shows only the choices it has', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  const { page } = app;
  const view = await ExportView.open(app, 1);
  await view.choose('Format', 'Journal export');
  await expect(page.getByText(/systemd-journal-remote/)).toBeVisible();
  await expect(page.getByText(/the journal’s format has no columns/)).toBeVisible();
  await expect(page.getByText('Options', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('radiogroup', { name: 'Written for' })).toHaveCount(0);
  await expect(view.preview).toContainText('__REALTIME_TIMESTAMP=');
  await view.choose('Format', 'Parquet');
  await expect(page.getByText(/DuckDB/)).toBeVisible();
  await expect(view.preview.getByRole('columnheader', { name: 'message' })).toBeVisible();
  await view.choose('Format', 'JSON Lines');
  await expect(view.preview).toContainText('"message":"one"');
  await expect(page.getByRole('radiogroup', { name: 'Compression' })).toBeVisible();
});

test('a name that no system would take is refused while it is typed', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  const { page } = app;
  const view = await ExportView.open(app, 1);
  const name = page.getByRole('textbox', { name: 'File name' });
  for (const [typed, fault] of [
    ['', 'Give the file a name.'],
    ['../up', 'A file name has no slashes'],
    ['a:b', '“:” is not allowed'],
    ['{tim}', '{tim} means nothing here.'],
    ['{time', 'stands alone'],
  ] as const) {
    await name.fill(typed);
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText(fault).first()).toBeVisible();
    await expect(view.start).toBeDisabled();
  }
  await name.fill('');
  await page.getByRole('button', { name: 'Insert {date}' }).click();
  await page.keyboard.type('-errors');
  await expect(name).toHaveValue('{date}-errors');
  await expect(page.getByText(/^For example \d{4}-\d\d-\d\d-errors\.csv$/)).toBeVisible();
  await expect(view.start).toBeEnabled();
});

test('log text is shown in the preview, never obeyed', async ({ startApp, journal }) => {
  await journal.append({ message: '<b>bold</b>\u001b[31m \u202e turned' });
  const app = await startApp({ source: journal.source });
  const view = await ExportView.open(app, 1);
  const firstRows = view.preview.getByRole('group', { name: 'First rows' });
  await expect(firstRows).toContainText('<b>bold</b>ESC[31m U+202E turned');
  await expect(firstRows.locator('b')).toHaveCount(0);
});

/** Presses Tab until the element has the focus: it must be in the row of the Tab key. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 150; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The Tab key never gets there.');
}

test('an export is made, and proven, by keyboard alone', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  const { page } = app;
  await expect(page.getByRole('row').filter({ hasText: 'one' })).toBeVisible();
  await page.keyboard.press('Control+e');
  const view = new ExportView(app);
  await expect(view.start).toBeEnabled();
  await tabTo(page, page.getByRole('radio', { name: 'CSV' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'JSON Lines' })).toBeChecked();
  await tabTo(page, page.locator('summary', { hasText: 'Columns' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Move message up' }));
  for (let step = 0; step < 7; step += 1) await page.keyboard.press('Enter');
  if (app.shell === 'browser') {
    await tabTo(page, page.getByRole('textbox', { name: 'Folder' }));
    await page.keyboard.press('Control+a');
    await page.keyboard.type(outputDir);
  } else await view.chooseFolder(outputDir);
  await tabTo(page, page.getByRole('textbox', { name: 'File name' }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('by-keyboard');
  await expect(view.preview.getByRole('group', { name: 'First rows' })).toContainText(
    '{"message":"one","time"',
  );
  await expect(view.start).toBeEnabled();
  await tabTo(page, view.start);
  await page.keyboard.press('Space');
  await expect(view.batch(1)).toContainText('Exported');
  await tabTo(page, view.batch(1).locator('summary'));
  await page.keyboard.press('Enter');
  await tabTo(page, view.action('Verify files', 1));
  await page.keyboard.press('Enter');
  await expect(view.batch(1)).toContainText('The file is as it was written.');
  expect(readFileSync(join(outputDir, 'by-keyboard.jsonl'), 'utf8')).toMatch(/^\{"message":"one",/);
});

/** How far the view or one of its columns reaches beyond its width, and the document beyond the window. */
function overflowOfPage(): { beside: number; below: number } {
  const columns = [...document.querySelectorAll('main, main > div')];
  const { scrollHeight, clientHeight } = document.documentElement;
  return {
    beside: Math.max(...columns.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)),
    below: scrollHeight - clientHeight,
  };
}

for (const width of [1280, 800, 640]) {
  test(`everything has its place at ${String(width)} pixels, and the button stays in sight`, async ({
    startApp,
    journal,
  }) => {
    await journal.append({ message: `a long one ${'0123456789'.repeat(100)}` });
    const app = await startApp({ source: journal.source });
    const { page } = app;
    const view = await ExportView.open(app, 1);
    await view.write(outputDir, `${'long-'.repeat(30)}name.csv`);
    await view.showDetails(1);
    for (const part of ['Options', 'Columns', 'Size of the files', 'Redaction'] as const)
      await view.unfold(part);
    // As a zoom of 200 % makes it of a window of 1280 pixels.
    await page.setViewportSize({ width, height: 410 });
    await expect.poll(() => page.evaluate(overflowOfPage)).toEqual({ beside: 0, below: 0 });
    for (const place of ['top', 'bottom'] as const) {
      await page.getByRole('main').evaluate((main, to) => {
        main.scrollTo({ top: to === 'top' ? 0 : main.scrollHeight });
      }, place);
      await expect(view.start).toBeInViewport();
    }
  });
}
