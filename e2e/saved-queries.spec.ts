import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

function menu(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Saved queries' });
}

async function openMenu(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Saved queries/ }).click();
  await expect(menu(page)).toBeVisible();
  return menu(page);
}

async function save(page: Page, name: string): Promise<void> {
  await menu(page).getByRole('textbox', { name: 'Save what is shown as' }).fill(name);
  await menu(page).getByRole('button', { name: 'Save', exact: true }).click();
}

test('what is shown gets a name, and comes back by it after a restart', async ({ startApp, journal }) => {
  await journal.append(
    { message: 'disk full', priority: '3' },
    { message: 'disk checked' },
    { message: 'mail sent', priority: '3' },
  );
  const first = await startApp({ source: journal.source });
  const live = new LiveView(first.page);
  await live.search.fill('disk after:1h');
  await first.page.getByRole('radio', { name: /^Errors$/ }).click();
  await expect.poll(() => live.messages()).toEqual(['disk full']);
  await openMenu(first.page);
  await save(first.page, 'Full disks');
  await expect(menu(first.page).getByRole('button', { name: /^Full disks/ })).toBeVisible();
  await first.stop();

  const { page } = await startApp({ source: journal.source, dataDir: first.dataDir });
  const again = new LiveView(page);
  await expect(again.rows).toHaveCount(3);
  await openMenu(page);
  await menu(page)
    .getByRole('button', { name: /^Full disks/ })
    .click();
  await expect(menu(page)).toBeHidden();
  await expect.poll(() => again.messages()).toEqual(['disk full']);
  await expect(again.search).toHaveValue('disk after:1h');
  await expect(page.getByRole('radio', { name: /^Errors$/ })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Saved queries; this is “Full disks”' })).toBeVisible();
});

test('a name that exists is asked about in place; queries are renamed, overwritten and deleted with a way back', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'disk full' }, { message: 'mail sent' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.search.fill('disk');
  await openMenu(page);
  await save(page, 'one');
  await expect(menu(page).getByRole('button', { name: /^one/ })).toBeVisible();
  await save(page, 'ONE');
  await expect(menu(page).getByRole('alert')).toContainText('“ONE” already');
  await menu(page).getByRole('button', { name: 'Cancel' }).click();
  await menu(page).getByRole('button', { name: 'Rename one' }).click();
  await menu(page).getByRole('textbox', { name: 'New name' }).fill('two');
  await page.keyboard.press('Enter');
  await expect(menu(page).getByRole('button', { name: /^two/ })).toContainText('disk');
  await page.keyboard.press('Escape');
  await live.search.fill('mail');
  await openMenu(page);
  await menu(page).getByRole('button', { name: 'Put what is shown now under two' }).click();
  await expect(menu(page).getByRole('button', { name: /^two/ })).toContainText('mail');
  await menu(page).getByRole('button', { name: 'Delete two' }).click();
  await expect(menu(page).getByRole('button', { name: /^two/ })).toBeHidden();
  await menu(page).getByRole('button', { name: 'Undo' }).click();
  await expect(menu(page).getByRole('button', { name: /^two/ })).toContainText('mail');
});

test('saved queries are read from a file, beside or over those that exist, and a bad file is told', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'disk full' });
  const { page } = await startApp({ source: journal.source });
  await expect(new LiveView(page).row('disk full')).toBeVisible();
  await openMenu(page);
  await save(page, 'mine');
  await expect(menu(page).getByRole('button', { name: /^mine/ })).toBeVisible();
  const input = menu(page).locator('input[type=file]');
  const choose = (content: string): Promise<void> =>
    input.setInputFiles({ name: 'queries.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await choose('no json');
  await expect(menu(page).getByRole('alert')).toContainText('queries.json is not JSON');
  const queries = [
    { name: 'mine', query: { where: 'disk' } },
    { name: 'theirs', query: {} },
  ];
  await choose(JSON.stringify({ format: 'hydrant-saved-queries', version: 1, queries: [{ name: 'x' }] }));
  await expect(menu(page).getByRole('alert')).toContainText('queries.0.query');
  await choose(JSON.stringify({ format: 'hydrant-saved-queries', version: 1, queries }));
  await expect(menu(page).getByRole('alert')).toContainText('1 of 2 has a name that exists here');
  await menu(page).getByRole('button', { name: 'Keep both' }).click();
  for (const name of [/^mine All/, /^mine \(2\)/, /^theirs/]) {
    await expect(menu(page).getByRole('button', { name })).toBeVisible();
  }
});

test('saved queries are carried away as a file and as text', async ({ startApp, journal, temporaryDir }) => {
  await journal.append({ message: 'disk full' });
  const { page, mainProcess } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.search.fill('disk');
  await openMenu(page);
  await save(page, 'mine');
  const expected = {
    format: 'hydrant-saved-queries',
    version: 1,
    queries: [{ name: 'mine', query: { where: 'disk' } }],
  };
  if (mainProcess === undefined) {
    const download = page.waitForEvent('download');
    await menu(page).getByRole('button', { name: 'Write to a file' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('hydrant-saved-queries.json');
    expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toEqual(expected);
  } else {
    const path = join(temporaryDir, 'queries.json');
    await mainProcess.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await menu(page).getByRole('button', { name: 'Write to a file' }).click();
    await expect(page.getByText(`Saved queries written to ${path}`)).toBeVisible();
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(expected);
  }
  await menu(page).getByRole('button', { name: 'Copy as JSON' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
});

test('every saved query is a command of the palette', async ({ startApp, journal }) => {
  await journal.append({ message: 'disk full' }, { message: 'mail sent' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.search.fill('mail');
  await openMenu(page);
  await save(page, 'Post');
  await page.keyboard.press('Escape');
  await live.search.fill('');
  await expect(live.rows).toHaveCount(2);
  await live.list.focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('post');
  await expect(page.getByRole('option', { name: /Saved query: Post/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => live.messages()).toEqual(['mail sent']);
});
