import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { LiveView } from './fixtures/live-view.ts';
import { REPOSITORY } from './fixtures/repository.ts';
import { expect, test } from './fixtures/test.ts';

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();
}

async function openLive(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Live', exact: true }).click();
}

async function changeKeys(page: Page, command: string): Promise<void> {
  await page.getByRole('button', { name: `Change the keys: ${command}`, exact: true }).click();
  await expect(page.getByRole('button', { name: `Add a key: ${command}`, exact: true })).toBeFocused();
}

/** Every command of the table, its keys, and what is wrong with them. */
function readKeyTable(page: Page): Promise<{ title: string; keys: string[]; warnings: number }[]> {
  return page.getByRole('table', { name: 'Keyboard shortcuts' }).evaluate((table) =>
    [...table.querySelectorAll('tr:has(th[scope=row])')].map((row) => ({
      title: row.querySelector('th')?.textContent ?? '',
      keys: [...row.querySelectorAll('.key-names')].map((names) =>
        [...names.children].map((name) => name.textContent).join('+'),
      ),
      warnings: row.querySelectorAll('.key-warnings p').length,
    })),
  );
}

test('every command has keys of its own, and the documentation knows each', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  await openSettings(page);
  await page.reload();
  const commands = await readKeyTable(page);
  expect(commands.length).toBeGreaterThan(30);
  expect(commands.filter(({ warnings }) => warnings > 0)).toEqual([]);
  const documented = readFileSync(join(REPOSITORY, 'docs/keyboard.md'), 'utf8');
  for (const { title, keys } of commands) {
    const cell = keys.map((key) => `\`${key}\``).join(' ');
    expect.soft(documented).toContain(`| ${title} | ${cell}${cell === '' ? '' : ' '}|`);
  }
});

test('a command gets another key, which works at once and after a restart of the page', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'an error', priority: '3' }, { message: 'calm' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('calm')).toBeVisible();
  await openSettings(page);
  await changeKeys(page, 'Previous error');
  await page.getByRole('button', { name: 'Add a key: Previous error', exact: true }).click();
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Remove Shift+E from Previous error' }).click();
  await page.reload();
  await changeKeys(page, 'Previous error');
  await expect(page.getByRole('button', { name: 'Remove X from Previous error' })).toBeVisible();
  await openLive(page);
  await expect(live.row('calm')).toBeVisible();
  await page.keyboard.press('E');
  await page.keyboard.press('x');
  await expect(live.row('an error')).toHaveAttribute('aria-selected', 'true');
  await openSettings(page);
  await changeKeys(page, 'Previous error');
  await page.getByRole('button', { name: 'Own keys again: Previous error' }).click();
  await expect(page.getByRole('button', { name: 'Remove Shift+E from Previous error' })).toBeVisible();
});

test('two commands on one key are named; a key that the browser keeps is pointed out', async ({
  startApp,
  journal,
  shell,
}) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  await openSettings(page);
  await changeKeys(page, 'Next error');
  const add = page.getByRole('button', { name: 'Add a key: Next error', exact: true });
  await add.click();
  await page.keyboard.press('Control+k');
  await expect(page.getByText('Ctrl+K also stands for “All commands”.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await add.click();
  await page.keyboard.press('Escape');
  await expect(add).toHaveAttribute('aria-pressed', 'false');
  await add.click();
  await page.keyboard.press('Alt+1');
  await expect(page.getByText('Browsers keep Alt+1 for themselves.')).toHaveCount(
    shell === 'browser' ? 1 : 0,
  );
  await page.getByRole('button', { name: 'Done with the keys: Next error' }).click();
  await expect(add).toHaveCount(0);
  await expect(page.getByText('Ctrl+K also stands for “All commands”.')).toBeVisible();
  await page.getByRole('button', { name: 'Reset all keys' }).click();
  await expect(page.getByText('Ctrl+K also stands for')).toHaveCount(0);
});

test('the commands are one stop on the way with Tab; the arrow keys go from one to the next', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  await openSettings(page);
  const rows = page.getByRole('button', { name: /^Change the keys: / });
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(rows.last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Add a key: / })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rows.last()).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(rows.last()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('table', { name: 'Keyboard shortcuts' }).locator(':focus')).toHaveCount(0);
});

test('single keys can be turned off; keys with Ctrl stay', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await openSettings(page);
  await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
  await openLive(page);
  await expect(live.row('one')).toBeVisible();
  await page.keyboard.press('Space');
  await page.keyboard.press('?');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Following', { exact: true })).toBeVisible();
});

test('any time zone can be chosen, and dates be written as the language does', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await openSettings(page);
  await page.getByRole('radio', { name: 'Another zone' }).click();
  const zone = page.getByRole('combobox', { name: 'Name of the zone' });
  await zone.fill('Mars/Olympus');
  await expect(page.getByText('There is no zone of that name.')).toBeVisible();
  await zone.fill('asia/tokyo');
  await expect(zone).toHaveValue('Asia/Tokyo');
  await expect(live.status).toContainText('UTC+09:00');
  await expect(page.getByText(/Now: \d{4}-\d\d-\d\d \d\d:/)).toBeVisible();
  await page.getByRole('radio', { name: 'As your language writes it' }).click();
  await expect(page.getByText(/Now: \d\d\/\d\d\/\d{4} \d\d:/)).toBeVisible();
  await openLive(page);
  await expect(live.row('one')).toContainText(/\d\d\/\d\d\/\d{4}/);
});

test('rows can be wrapped, folded and airy', async ({ startApp, journal }) => {
  await journal.append({ message: 'again' }, { message: 'again' }, { message: 'again' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('again')).toHaveCount(3);
  const denseHeight = (await live.row('again').first().boundingBox())?.height ?? 0;
  await openSettings(page);
  await page.getByRole('checkbox', { name: 'Fold repeats' }).check();
  await page.getByRole('radio', { name: 'Airy' }).click();
  await openLive(page);
  await expect(live.row('again')).toHaveCount(1);
  expect((await live.row('again').boundingBox())?.height ?? 0).toBeGreaterThan(denseHeight);
});
