import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { ExportView } from './fixtures/export-view.ts';
import { AWKWARD, FORMULAS } from './fixtures/hostile-entries.ts';
import { LiveView } from './fixtures/live-view.ts';
import { OpenedFile } from './fixtures/opened-file.ts';
import type { TestEntry } from './fixtures/test-journal.ts';
import { expect, test } from './fixtures/test.ts';

const TEN_O_CLOCK_US = Date.parse('2026-11-20T10:00:00Z') * 1_000;

/** Twenty minutes with an entry every ten seconds; every tenth is an error. */
const TRAFFIC: readonly TestEntry[] = Array.from({ length: 120 }, (_, index) => ({
  message: `request ${String(index)}.`,
  priority: index % 10 === 0 ? '3' : '6',
  unit: index % 2 === 0 ? 'shop.service' : 'mail.service',
  timeUnixUs: TEN_O_CLOCK_US + index * 10_000_000,
  fields: [['REQUEST_ID', `r-${String(index)}`]],
}));

let outputDir: string;

test.beforeEach(({ temporaryDir }) => {
  outputDir = join(temporaryDir, 'exports');
  mkdirSync(outputDir);
});

test('a file that was exported is shown like the log, and the log is there again when it is closed', async ({
  startApp,
  journal,
}) => {
  await journal.append(...TRAFFIC);
  const app = await startApp({ source: journal.source });
  const live = new LiveView(app.page);
  await expect(live.row('request 119.')).toBeVisible();
  await app.page.getByRole('radio', { name: 'Errors', exact: true }).click();
  await expect(live.total(12)).toBeVisible();
  await live.button('Export…').click();
  const view = new ExportView(app);
  await view.addFields('REQUEST_ID');
  const path = await view.write(outputDir, 'errors.csv');

  // What is stored from now on is no part of the file.
  await journal.append({ message: 'later', priority: '3' });
  const file = new OpenedFile(app);
  await file.open(path, 'errors.csv', 12);
  await expect(file.banner).toContainText('read-only');
  await expect(file.banner).toContainText(path);
  const errors = TRAFFIC.filter(({ priority }) => priority === '3').map(({ message }) => message);
  await expect.poll(() => live.messages()).toEqual(errors);

  // Every view that the log has, over what the file holds.
  const bars = app.page.getByRole('slider', { name: 'Entries over time' });
  await bars.focus();
  await bars.press('Home');
  await expect(bars).toHaveAttribute('aria-valuetext', /1 entry, 1 error$/);
  await live.button('Facets').click();
  const facets = app.page.getByRole('complementary', { name: 'Facets' });
  await expect(facets.getByRole('button', { name: /^shop\.service, 12 entries/ })).toBeVisible();
  await expect(facets.getByRole('button', { name: /^testhost, 12 entries/ })).toBeVisible();
  await live.search.fill('REQUEST_ID:r-70');
  await expect(live.total(1)).toBeVisible();
  await live.row('request 70.').click();
  await expect(live.details).toContainText('Error');
  await expect(live.details).toContainText('REQUEST_ID');
  await expect(live.details).toContainText('shop.service');
  // Row 8: the header is none.
  await expect(live.details).toContainText(/;row=8(?!\d)/);

  await file.close();
  await expect(live.total(121)).toBeVisible();
  await expect(live.row('later')).toBeVisible();
  // Nothing of it is left, neither in the store nor beside it.
  expect(readdirSync(join(app.dataDir, 'opened'))).toEqual([]);
});

test('an opened file exports to the same bytes, whatever it holds', async ({ startApp, journal }) => {
  await journal.append(...AWKWARD, ...FORMULAS);
  const app = await startApp({ source: journal.source });
  const count = AWKWARD.length + FORMULAS.length;
  const first = await (await ExportView.open(app, count)).write(outputDir, 'first.csv');
  const live = await new OpenedFile(app).open(first, 'first.csv', count);
  await live.button('Export…').click();
  const second = await new ExportView(app).write(outputDir, 'second.csv');
  expect(readFileSync(second).equals(readFileSync(first))).toBe(true);
});

for (const [format, name] of [
  ['JSON Lines', 'all.jsonl'],
  ['TSV', 'all.tsv'],
  ['Parquet', 'all.parquet'],
  ['Journal export', 'all.export'],
] as const) {
  test(`${format} can be opened again`, async ({ startApp, journal }) => {
    await journal.append(...TRAFFIC);
    const app = await startApp({ source: journal.source });
    await expect(new LiveView(app.page).row('request 119.')).toBeVisible();
    await new LiveView(app.page).button('Export…').click();
    const view = new ExportView(app);
    await view.choose('Format', format);
    const path = await view.write(outputDir, name);
    // Recognised by what it holds, and not by what it is called.
    const renamed = join(outputDir, 'saved by a colleague.bin');
    copyFileSync(path, renamed);
    const live = await new OpenedFile(app).open(renamed, 'saved by a colleague.bin', 120);
    await app.page.getByRole('radio', { name: 'Errors', exact: true }).click();
    await expect(live.total(12)).toBeVisible();
    await live.search.fill('unit:shop.service');
    await expect(live.row('request 110.')).toBeVisible();
  });
}

test('rows that cannot be read are kept apart, with the reason, and the others are shown', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'of the log' });
  const app = await startApp({ source: journal.source });
  await expect(new LiveView(app.page).row('of the log')).toBeVisible();
  const rows = [
    'time,severity,message',
    '2026-11-20T10:00:00Z,error,first',
    'at noon,error,second',
    '2026-11-20T10:00:02Z,info,third',
  ];
  const path = join(outputDir, 'half.csv.gz');
  writeFileSync(path, gzipSync(`${rows.join('\r\n')}\r\n`));
  const live = await new OpenedFile(app).open(path, 'half.csv.gz', 2);
  await expect.poll(() => live.messages()).toEqual(['first', 'third']);
  await app.page.getByRole('link', { name: 'Sources' }).click();
  const quarantine = app.page.getByRole('region', { name: 'Quarantine' });
  await expect(quarantine.getByRole('listitem')).toHaveCount(1);
  await expect(quarantine.getByRole('listitem')).toContainText('Row 2');
  await expect(quarantine.getByRole('listitem')).toContainText('at noon');
  // A row means nothing without its heading.
  await expect(quarantine.getByRole('button')).toHaveCount(0);
  await expect(app.page.getByRole('region', { name: 'What this user may read' })).toHaveCount(0);
});

test('a file that is no export is named, with what was expected, and the log stays', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'of the log' });
  const app = await startApp({ source: journal.source });
  const live = new LiveView(app.page);
  await expect(live.row('of the log')).toBeVisible();
  const path = join(outputDir, 'letter.csv');
  writeFileSync(path, 'Dear all,\nthere is nothing to see here.\n');
  const file = new OpenedFile(app);
  await file.choose(path);
  await expect(file.dialog).toContainText('letter.csv');
  await expect(file.dialog).toContainText(/CSV|JSON Lines|Parquet/);
  await app.page.keyboard.press('Escape');
  await expect(live.row('of the log')).toBeVisible();
  await expect(file.banner).toHaveCount(0);
  await file.choose(join(outputDir, 'nowhere.csv'));
  await expect(file.dialog).toContainText('nowhere.csv');
  expect(existsSync(join(app.dataDir, 'opened'))).toBe(false);
});

test('an opened file stays open over a reload, and its address leads back to the log once it is closed', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'of the log' });
  const app = await startApp({ source: journal.source });
  await expect(new LiveView(app.page).row('of the log')).toBeVisible();
  const path = join(outputDir, 'one.jsonl.zst');
  const row = { time_unix_us: TEN_O_CLOCK_US, severity: 'warning', message: 'of the file' };
  writeFileSync(path, zstdCompressSync(`${JSON.stringify(row)}\n`));
  const file = new OpenedFile(app);
  const live = await file.open(path, 'one.jsonl.zst', 1);
  await app.page.reload();
  await expect(file.banner).toContainText('one.jsonl.zst');
  await expect(live.row('of the file')).toBeVisible();
  const address = app.page.url();
  await file.close();
  await expect(live.row('of the log')).toBeVisible();
  await app.page.goto(address);
  await expect(live.row('of the log')).toBeVisible();
  await expect(file.banner).toHaveCount(0);
});

test('an opened file is left by nothing when the app ends', async ({ startApp, journal }) => {
  await journal.append({ message: 'of the log' });
  const app = await startApp({ source: journal.source });
  await expect(new LiveView(app.page).row('of the log')).toBeVisible();
  const path = join(outputDir, 'one.csv');
  writeFileSync(path, 'time,message\n2026-11-20T10:00:00Z,of the file\n');
  await new OpenedFile(app).open(path, 'one.csv', 1);
  expect(readdirSync(join(app.dataDir, 'opened'))).toHaveLength(1);
  await app.stop();
  expect(readdirSync(join(app.dataDir, 'opened'))).toEqual([]);
});
