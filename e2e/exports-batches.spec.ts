import { appendFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { AppUnderTest } from './fixtures/app-under-test.ts';
import { readCsv } from './fixtures/csv.ts';
import { ExportView } from './fixtures/export-view.ts';
import { copyMillionStore } from './fixtures/million-store.ts';
import { expect, test } from './fixtures/test.ts';

/** So many of the entries of a large store that writing them, compressed, takes some seconds on any machine. */
const MANY = '300,030 entries';

let outputDir: string;

test.beforeEach(({ temporaryDir }) => {
  outputDir = join(temporaryDir, 'exports');
  mkdirSync(outputDir);
});

function numbered(count: number): { message: string }[] {
  return Array.from({ length: count }, (_, index) => ({ message: `entry ${String(index + 1)}` }));
}

function exportedFiles(): string[] {
  return readdirSync(outputDir)
    .filter((name) => !name.startsWith('.') && !name.endsWith('.manifest.json'))
    .toSorted();
}

function messagesOf(name: string): string[] {
  return readCsv(readFileSync(join(outputDir, name)))
    .slice(1)
    .map((cells) => String(cells.at(-1)));
}

function linesOf(...names: string[]): Buffer {
  return Buffer.concat(names.map((name) => gunzipSync(readFileSync(join(outputDir, name)))));
}

test.describe('a batch that takes its time', () => {
  // The store is built once, which takes a minute, and kept for later runs.
  test.describe.configure({ timeout: 240_000 });

  /** Asks for all of the store but what is for information, as JSON Lines through gzip. */
  async function openLargeExport(app: AppUnderTest): Promise<ExportView> {
    await app.page.getByRole('link', { name: 'Export', exact: true }).click();
    const view = new ExportView(app);
    await app.page.getByRole('button', { name: 'Info', exact: true }).click();
    await view.choose('Format', 'JSON Lines');
    await view.choose('Compression', 'gzip');
    await expect(view.start).toHaveAccessibleName(`Export ${MANY}`);
    return view;
  }

  test('is held and goes on where it stopped, while others take their turn', async ({
    startApp,
    journal,
    temporaryDir,
  }) => {
    const dataDir = join(temporaryDir, 'million');
    await copyMillionStore(dataDir);
    const app = await startApp({ source: journal.source, dataDir });
    const view = await openLargeExport(app);
    await view.choosePlace(outputDir, 'large-{batch}');
    await view.start.click();
    await expect(view.batch(1).getByRole('progressbar')).toBeVisible();
    for (const id of [2, 3]) {
      await view.start.click();
      await expect(view.batch(id)).toBeVisible();
    }
    await expect(view.batch(2)).toContainText('Waiting, number 1 of 2');
    await expect(view.batch(3)).toContainText('Waiting, number 2 of 2');
    await view.action('Pause', 1).click();
    await expect(view.batch(1)).toContainText('Paused');
    await view.action('Cancel', 3).click();
    await expect(view.batch(3)).toContainText('Cancelled');
    const written = view.batch(1).getByText(`of ${MANY}`);
    const heldAt = (await written.textContent()) ?? '';
    expect(heldAt).not.toContain(`300,030 of ${MANY}`);
    await expect(view.batch(2)).toContainText('Exported', { timeout: 60_000 });
    await expect(written).toHaveText(heldAt);
    expect(exportedFiles()).toEqual(['large-00002.jsonl.gz']);
    await view.action('Resume', 1).click();
    await expect(view.batch(1)).toContainText('Exported', { timeout: 60_000 });
    expect(exportedFiles()).toEqual(['large-00001.jsonl.gz', 'large-00002.jsonl.gz']);
    expect(linesOf('large-00001.jsonl.gz').equals(linesOf('large-00002.jsonl.gz'))).toBe(true);
  });

  test('leaves nothing behind when it is cancelled', async ({ startApp, journal, temporaryDir }) => {
    const dataDir = join(temporaryDir, 'million');
    await copyMillionStore(dataDir);
    const app = await startApp({ source: journal.source, dataDir });
    const view = await openLargeExport(app);
    await view.splitAfterRows(1_000);
    await view.choosePlace(outputDir, 'gone-{time}');
    await view.start.click();
    await expect(view.batch(1)).toContainText(new RegExp(`[1-9][\\d,]* of ${MANY}`));
    await view.action('Cancel', 1).click();
    await expect(view.batch(1)).toContainText('Cancelled');
    expect(readdirSync(outputDir)).toEqual([]);
  });

  test('goes on when Hydrant starts again, and the history stays', async ({
    startApp,
    journal,
    temporaryDir,
  }) => {
    const dataDir = join(temporaryDir, 'million');
    await copyMillionStore(dataDir);
    const app = await startApp({ source: journal.source, dataDir });
    const view = await openLargeExport(app);
    const whole = await view.write(outputDir, 'whole.jsonl.gz');
    await view.splitAfterRows(20_000);
    await view.choosePlace(outputDir, 'parts');
    await expect(app.page.getByText(/in 16 files/)).toBeVisible();
    await view.start.click();
    await expect(view.batch(2)).toContainText(new RegExp(`[1-9][\\d,]* of ${MANY}`));
    await app.stop();
    expect(exportedFiles().length).toBeLessThan(17);

    const again = await startApp({ source: journal.source, dataDir });
    await again.page.getByRole('link', { name: 'Export', exact: true }).click();
    const viewAgain = new ExportView(again);
    await expect(viewAgain.batches).toHaveCount(2);
    await expect(viewAgain.batch(2)).toContainText('Exported', { timeout: 60_000 });
    await expect(viewAgain.batch(1)).toContainText(whole);
    const parts = exportedFiles().filter((name) => name.startsWith('parts'));
    expect(parts).toHaveLength(16);
    expect(linesOf(...parts).equals(linesOf('whole.jsonl.gz'))).toBe(true);
  });
});

test('a batch is run again, and what came after it is exported', async ({ startApp, journal }) => {
  await journal.append({ message: 'early error', priority: '3' }, { message: 'early info' });
  const app = await startApp({ source: journal.source });
  const view = await ExportView.open(app, 2);
  await app.page.getByRole('button', { name: 'Info', exact: true }).click();
  await expect(view.start).toHaveAccessibleName('Export 1 entry');
  await view.write(outputDir, 'errors.csv');
  await journal.append({ message: 'late error', priority: '3' }, { message: 'late info' });
  await expect(view.start).toHaveAccessibleName('Export 2 entries');

  await view.action('Run again', 1).click();
  await expect(view.batch(2)).toContainText('Exported');
  const again = exportedFiles().find((name) => name !== 'errors.csv') ?? '';
  expect(again).toMatch(/^errors-\d{8}T\d{6}Z\.csv$/);
  expect(messagesOf(again)).toEqual(['early error', 'late error']);

  await view.showDetails(1);
  await view.action('Since this batch', 1).click();
  await expect(app.page.getByRole('combobox', { name: 'Only what came after' })).toHaveValue('1');
  await expect(view.preview).toContainText('Only what came after batch #1.');
  await expect(view.start).toHaveAccessibleName('Export 1 entry');
  await view.choosePlace(outputDir, 'since.csv');
  await view.start.click();
  await expect(view.batch(3)).toContainText('since batch #1');
  await expect(view.batch(3)).toContainText('Exported');
  expect(messagesOf('since.csv')).toEqual(['late error']);

  await view.action('Delete record', 1).click();
  await expect(view.batch(1)).toHaveCount(0);
  expect(exportedFiles()).toContain('errors.csv');
});

test('a batch is proven by its manifest, and a changed file is found', async ({ startApp, journal }) => {
  await journal.append(...numbered(3));
  const app = await startApp({ source: journal.source });
  const view = await ExportView.open(app, 3);
  const path = await view.write(outputDir, 'proof.csv');
  await view.showDetails(1);
  await view.action('Manifest', 1).click();
  const dialog = app.page.getByRole('dialog', { name: 'Manifest of export #1' });
  const text = await dialog.getByRole('group', { name: 'Manifest' }).textContent();
  expect(text).toBe(readFileSync(`${path}.manifest.json`, 'utf8'));
  await app.page.keyboard.press('Escape');
  await expect(view.action('Manifest', 1)).toBeFocused();

  await view.action('Verify files', 1).click();
  await expect(view.batch(1)).toContainText('The file is as it was written.');
  appendFileSync(path, 'one more line\r\n');
  await view.action('Verify files', 1).click();
  await expect(view.batch(1)).toContainText('Not as it was written');
  await expect(view.batch(1)).toContainText(/proof\.csv changed/);
});

test('an export of earlier is filled in again to be changed', async ({ startApp, journal }) => {
  await journal.append(...numbered(3), { message: 'other' });
  const app = await startApp({ source: journal.source });
  const view = await ExportView.open(app, 4);
  await app.page.getByRole('searchbox', { name: 'Search' }).fill('entry');
  await view.choose('Format', 'JSON Lines');
  await expect(view.start).toHaveAccessibleName('Export 3 entries');
  await view.write(outputDir, 'entries.jsonl');
  await app.page.getByRole('button', { name: 'Clear search' }).click();
  await view.choose('Format', 'CSV');
  await expect(view.start).toHaveAccessibleName('Export 4 entries');

  await view.showDetails(1);
  await view.action('Change and run', 1).click();
  await expect(app.page.getByRole('searchbox', { name: 'Search' })).toHaveValue('entry');
  await expect(app.page.getByRole('radio', { name: 'JSON Lines' })).toBeChecked();
  await expect(app.page.getByRole('textbox', { name: 'File name' })).toHaveValue('entries.jsonl');
  await expect(view.start).toHaveAccessibleName('Export 3 entries');
});
