import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { lastSeenId, lookedAnHourEarlier } from './fixtures/last-look.ts';
import { ExportView } from './fixtures/export-view.ts';
import { LiveView } from './fixtures/live-view.ts';
import { OpenedFile } from './fixtures/opened-file.ts';
import { expect, test } from './fixtures/test.ts';

/** What axe calls serious or critical, one line each. @param rules only these; default: all. */
async function seriousViolations(page: Page, rules?: string[]): Promise<string[]> {
  // In its usual mode axe opens a page of its own, which a desktop app does not have.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  if (rules !== undefined) axe.withRules(rules);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in any view, ${colorScheme}`, async ({ startApp, journal }) => {
    await journal.append(
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((level) => ({
        message: `level ${String(level)} \u001b[1m`,
        priority: String(level),
      })),
      { message: 'no level', priority: null },
    );
    const { page } = await startApp({ source: journal.source });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const live = new LiveView(page);
    await live.row('level 3').click();
    await expect(live.details).toContainText('_SYSTEMD_UNIT');
    expect.soft(await seriousViolations(page), 'Live with details').toEqual([]);
    await live.search.fill('severity:eror');
    await expect(page.getByRole('alert')).toBeVisible();
    expect.soft(await seriousViolations(page), 'Live with a search that cannot be read').toEqual([]);
    await live.search.fill('nowhere');
    await expect(page.getByRole('heading', { name: 'No entry matches' })).toBeVisible();
    expect.soft(await seriousViolations(page), 'Live, filtered away').toEqual([]);
    for (const view of ['Export', 'Sources', 'Settings']) {
      await page.getByRole('link', { name: view, exact: true }).click();
      await expect(page.getByRole('main', { name: view })).toBeVisible();
      if (view === 'Sources') await expect(page.getByText('Tested as')).toBeVisible();
      expect.soft(await seriousViolations(page), view).toEqual([]);
    }
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await seriousViolations(page), 'Help').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeVisible();
    expect.soft(await seriousViolations(page), 'Palette').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+L');
    await page.keyboard.press('t');
    await expect(page.getByRole('dialog', { name: 'Jump to a time' })).toBeVisible();
    expect.soft(await seriousViolations(page), 'Jump to a time').toEqual([]);
  });
}

/** Looks at the page in both colour schemes. */
async function expectNothingSerious(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect.soft(await seriousViolations(page), `${what}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  // Nothing but the colours differs.
  expect.soft(await seriousViolations(page, ['color-contrast']), `${what}, dark`).toEqual([]);
}

test('axe finds nothing serious in the export view, whatever is open', async ({
  startApp,
  journal,
  temporaryDir,
}) => {
  test.slow();
  await journal.append({ message: 'one', priority: '3' }, { message: 'two' });
  const app = await startApp({ source: journal.source });
  const { page } = app;
  const view = await ExportView.open(app, 2);
  await view.write(temporaryDir, 'one.csv');
  await view.showDetails(1);
  await view.action('Verify files', 1).click();
  await expect(view.batch(1)).toContainText('as it was written');
  for (const part of ['Options', 'Columns', 'Size of the files', 'Redaction'] as const) {
    await view.unfold(part);
  }
  await expectNothingSerious(page, 'Export, everything unfolded');
  await view.action('Manifest', 1).click();
  await expect(page.getByRole('dialog')).toContainText('sha256');
  await expectNothingSerious(page, 'Manifest');
  await page.keyboard.press('Escape');
  await view.choose('How often', 'Recurring');
  await view.choosePlace(join(temporaryDir, 'missing'), '{tim}');
  await expect(page.getByText('{tim} means nothing here.').first()).toBeVisible();
  await expectNothingSerious(page, 'Export, recurring, with mistakes');
  await page.getByRole('textbox', { name: 'File name' }).fill('{time}');
  await view.choose('Format', 'Parquet');
  await expect(page.getByRole('alert')).toContainText('missing');
  await expect(view.preview.getByRole('columnheader', { name: 'message' })).toBeVisible();
  await expectNothingSerious(page, 'Export, nowhere to write');
});

test('axe finds nothing serious in what opens over the live view', async ({ startApp, journal }) => {
  // Some fifteen looks at the page, each a second long on a busy machine.
  test.slow();
  await journal.append({ message: 'seen before' });
  const first = await startApp({ source: journal.source });
  await expect(new LiveView(first.page).row('seen before')).toBeVisible();
  await expect(() => {
    expect(lastSeenId(first.dataDir)).toBe(1);
  }).toPass();
  await first.stop();
  lookedAnHourEarlier(first.dataDir);
  // The journal begins anew, which is a gap.
  rmSync(join(journal.directory, 'system.journal'));
  await journal.append(
    { message: 'pump failed', priority: '3' },
    { message: `begin ${'0123456789'.repeat(40_000)} the end`, priority: '4' },
    ...[0, 1, 2, 3].map((number) => ({ message: `pump tick ${String(number)}` })),
  );

  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const nothingSeriousIn = (what: string): Promise<void> => expectNothingSerious(page, what);
  await expect(page.getByRole('status').filter({ hasText: 'Since you last looked' })).toContainText(
    '1 error',
  );
  await expect(live.row(/^Not captured/)).toBeVisible();
  await expect(live.list.getByRole('row', { name: /^Since you last looked/ })).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.getByRole('complementary', { name: 'Facets' })).toContainText('shop');
  await page.getByRole('slider', { name: 'Entries over time' }).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByRole('group', { name: 'Chosen range' })).toBeVisible();
  await nothingSeriousIn('what was missed, gap, facets, chosen range');
  await page.keyboard.press('Escape');
  await live.button('Close facets').click();

  await live.openViewMenu();
  await nothingSeriousIn('View menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Saved queries/ }).click();
  await expect(page.getByRole('textbox', { name: 'Save what is shown as' })).toBeVisible();
  await nothingSeriousIn('saved queries');
  await page.keyboard.press('Escape');

  await live.search.fill('pump');
  await live.search.focus();
  await page.keyboard.type(' unit:');
  await expect(page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first()).toBeVisible();
  await nothingSeriousIn('suggestions');
  await live.search.fill('pump');
  await page.keyboard.press('Enter');
  await expect(live.row('begin')).toBeHidden();
  await live.row('pump failed').click();
  await live.list.focus();
  await page.keyboard.press('m');
  await expect(live.details.getByRole('textbox', { name: 'Note' })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByRole('group', { name: 'Context' })).toBeVisible();
  await live.row('pump tick 0').click({ modifiers: ['Shift'] });
  await expect(page.getByRole('toolbar', { name: 'Selected entries' })).toBeVisible();
  await nothingSeriousIn('context, selection, bookmark and note');
  await page.keyboard.press('Shift+M');
  await expect(page.getByRole('dialog', { name: 'Bookmarks' })).toContainText('pump failed');
  await nothingSeriousIn('bookmarks');
  await page.keyboard.press('Escape');
  await live.row('begin').click();
  await live.details
    .getByRole('button', { name: /^Open in full/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'Message, in full' })).toContainText('begin');
  await nothingSeriousIn('whole value');
});

test('axe finds nothing serious where an exported file is opened and shown', async ({
  startApp,
  journal,
  temporaryDir,
}) => {
  await journal.append({ message: 'of the log' });
  const app = await startApp({ source: journal.source });
  const { page } = app;
  await expect(new LiveView(page).row('of the log')).toBeVisible();
  const path = join(temporaryDir, 'one.csv');
  writeFileSync(path, 'no export\n');
  const file = new OpenedFile(app);
  await file.choose(path);
  await expect(file.dialog).toContainText('one.csv');
  await expectNothingSerious(page, 'A file that is no export');
  await page.keyboard.press('Escape');
  writeFileSync(path, 'time,message\n2026-11-20T10:00:00Z,of the file\nnever,unreadable\n');
  await file.open(path, 'one.csv', 1);
  await expectNothingSerious(page, 'Live of an opened file');
  await page.getByRole('link', { name: 'Sources' }).click();
  await expect(page.getByRole('region', { name: 'Quarantine' }).getByRole('listitem')).toHaveCount(1);
  await expectNothingSerious(page, 'Sources of an opened file');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious where a format is corrected and quarantine is looked at, ${colorScheme}`, async ({
    startApp,
    temporaryDir,
  }) => {
    const log = join(temporaryDir, 'app.log');
    const lines = [1, 2, 3, 4, 5].map((second) => `2026-11-22 10:15:0${String(second)} pool-1 <error> x\n`);
    writeFileSync(log, `# heading\n${lines.join('')}something else\n`);
    const { page } = await startApp({ source: `file:${log}` });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.getByRole('link', { name: 'Sources', exact: true }).click();
    const quarantine = page.getByRole('region', { name: 'Quarantine' });
    await quarantine.getByText('no line before it begins an entry').click();
    await quarantine.getByText('# heading').click();
    await expect(quarantine.getByLabel('Bytes')).toBeVisible();
    expect.soft(await seriousViolations(page), 'Quarantine').toEqual([]);
    await page.getByRole('button', { name: 'Correct the format…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Format' }).selectOption('A pattern');
    await dialog.getByRole('textbox', { name: 'Pattern' }).fill('{time} {thread} <{severity}> {message}');
    await expect(dialog.getByRole('status')).toContainText('5 of 7 lines fit');
    expect.soft(await seriousViolations(page), 'A pattern').toEqual([]);
    await dialog.getByRole('textbox', { name: 'Pattern' }).fill('{time');
    await expect(dialog.getByRole('alert')).toBeVisible();
    expect.soft(await seriousViolations(page), 'A pattern that means nothing').toEqual([]);
  });
}
