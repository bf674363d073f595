import type { Page } from '@playwright/test';
import { ExportView } from './fixtures/export-view.ts';
import { LiveView } from './fixtures/live-view.ts';
import type { TestEntry } from './fixtures/test-journal.ts';
import { expect, test } from './fixtures/test.ts';
import { watchCopies } from './fixtures/watch-copies.ts';

function numbered(count: number, name = 'entry'): TestEntry[] {
  return Array.from({ length: count }, (_, index) => ({ message: `${name} ${String(index)}.` }));
}

/** Gives the text that was copied last; none yet: ''. */
async function noteCopies(page: Page): Promise<() => Promise<string>> {
  const copied = await watchCopies(page);
  return async () => (await copied.getAttribute('data-copied')) ?? '';
}

async function selected(live: LiveView): Promise<string[]> {
  return live.list.locator('[aria-selected=true] .cell-message').allTextContents();
}

test('Shift takes ranges, Ctrl adds and removes, Escape leaves the current entry', async ({
  startApp,
  journal,
}) => {
  await journal.append(...numbered(20));
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('entry 5.').click();
  await live.row('entry 8.').click({ modifiers: ['Shift'] });
  await live.row('entry 12.').click({ modifiers: ['ControlOrMeta'] });
  await live.row('entry 6.').click({ modifiers: ['ControlOrMeta'] });
  const expected = ['entry 5.', 'entry 7.', 'entry 8.', 'entry 12.'];
  await expect.poll(async () => (await selected(live)).toSorted()).toEqual(expected.toSorted());
  await expect(page.getByRole('toolbar', { name: 'Selected entries' })).toContainText('4 selected');
  await live.list.focus();
  await page.keyboard.press('Escape');
  await expect.poll(() => selected(live)).toEqual(['entry 6.']);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(() => selected(live)).toEqual(['entry 6.', 'entry 7.', 'entry 8.']);
});

test('a selection is of entries: it survives rows that arrive and rows that leave', async ({
  startApp,
  journal,
}) => {
  await journal.append(...numbered(300));
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('entry 290.').click();
  await live.row('entry 295.').click({ modifiers: ['Shift'] });
  await journal.append(...numbered(40, 'later'));
  await expect(live.newEntries).toHaveAccessibleName(/^40 new/);
  await expect.poll(async () => (await selected(live)).length).toBe(6);
  await page.keyboard.press('Home');
  await expect(live.row('entry 0.')).toBeInViewport();
  await expect(page.getByRole('toolbar', { name: 'Selected entries' })).toContainText('6 selected');
});

test('what is copied comes from the store, complete, on the screen or not', async ({ startApp, journal }) => {
  await journal.append(...numbered(700), { message: 'an error', priority: '3' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('an error')).toBeVisible();
  await expect(live.total(701)).toBeVisible();
  const copied = await noteCopies(page);
  await live.list.focus();
  await page.keyboard.press('ControlOrMeta+a');
  const bar = page.getByRole('toolbar', { name: 'Selected entries' });
  await expect(bar).toContainText('All 701 selected');
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(async () => (await copied()).trim().split('\n').length).toBe(701);
  await expect(page.getByText('Copied 701 entries')).toBeVisible();
  expect(await copied()).toContain('entry 0.');
  await bar.getByRole('button', { name: 'Copy as JSON' }).click();
  await expect.poll(async () => (await copied()).startsWith('{')).toBe(true);
  await bar.getByRole('button', { name: 'Copy as CSV' }).click();
  await expect.poll(async () => (await copied()).trim().split('\n').length).toBe(702);
  await bar.getByRole('button', { name: 'Clear selection' }).click();
  await expect(bar).toHaveCount(0);
});

test('of a filtered list only what it shows is selected and copied', async ({ startApp, journal }) => {
  await journal.append({ message: 'pump one' }, { message: 'valve' }, { message: 'pump two' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(3);
  await live.search.fill('pump');
  await expect(live.rows).toHaveCount(2);
  const copied = await noteCopies(page);
  await live.list.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(async () => (await copied()).trim().split('\n').length).toBe(2);
  expect(await copied()).not.toContain('valve');
});

test('marked text is copied as it is marked', async ({ startApp, journal }) => {
  await journal.append({ message: 'only these words' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('only these words').click();
  const copied = await noteCopies(page);
  await live
    .row('only these words')
    .locator('.cell-message')
    .evaluate((cell) => {
      getSelection()?.selectAllChildren(cell);
    });
  await live.list.focus();
  await page.keyboard.press('ControlOrMeta+c');
  expect(await copied()).toBe('');
});

test('selected entries are exported, of the search and in ranges', async ({ startApp, journal }) => {
  await journal.append(...numbered(20), { message: 'another' });
  const app = await startApp({ source: journal.source });
  const { page } = app;
  const live = new LiveView(page);
  await live.search.fill('entry');
  await expect(live.rows).toHaveCount(20);
  await live.row('entry 5.').click();
  await live.row('entry 8.').click({ modifiers: ['Shift'] });
  await live.row('entry 12.').click({ modifiers: ['ControlOrMeta'] });
  const bar = page.getByRole('toolbar', { name: 'Selected entries' });
  await bar.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('main', { name: 'Export' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('entry (id>=6 id<=9 OR id:13)');
  await expect(new ExportView(app).start).toHaveAccessibleName(/ 5 entries/);
});
