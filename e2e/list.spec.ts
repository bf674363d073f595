import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { LiveView } from './fixtures/live-view.ts';
import type { TestEntry } from './fixtures/test-journal.ts';
import { expect, test } from './fixtures/test.ts';

function numbered(count: number, name = 'entry', tail = ''): TestEntry[] {
  return Array.from({ length: count }, (_, index) => ({ message: `${name} ${String(index)}.${tail}` }));
}

/** Makes the page believe that its window has lost the focus, or has it again. */
async function setFocused(page: Page, hasFocus: boolean): Promise<void> {
  await page.evaluate((has) => {
    document.hasFocus = () => has;
    dispatchEvent(new Event(has ? 'focus' : 'blur'));
  }, hasFocus);
}

test('rows under the eyes stay where they are, to the pixel, while entries arrive and the list changes its shape', async ({
  startApp,
  journal,
}) => {
  await journal.append(...numbered(400, 'entry', ` ${'long words '.repeat(30)}`));
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('entry 399.')).toBeInViewport();
  await live.list.hover();
  await page.mouse.wheel(0, -3000);
  await expect(live.row('entry 399.')).not.toBeInViewport();
  await live.rows.nth(15).click();
  const chosen =
    (await live.list.locator('[aria-selected=true] .cell-message').textContent())?.slice(0, 10) ?? '';
  const topPx = await live.topOf(chosen);
  await journal.append(...numbered(50, 'later'));
  await expect(live.newEntries).toHaveAccessibleName(/^50 new/);
  expect(await live.topOf(chosen)).toBeCloseTo(topPx, 0);
  const menu = await live.openViewMenu();
  await menu.getByLabel('Wrap long lines').check();
  await expect.poll(async () => (await live.row(chosen).boundingBox())?.height).toBeGreaterThan(60);
  expect(await live.topOf(chosen)).toBeCloseTo(topPx, 0);
  await menu.getByRole('radio', { name: 'Airy' }).click();
  await menu.getByLabel('Wrap long lines').uncheck();
  await expect.poll(async () => (await live.row(chosen).boundingBox())?.height).toBe(28);
  expect(await live.topOf(chosen)).toBeCloseTo(topPx, 0);
});

test('wrapping and density are remembered', async ({ startApp, journal }) => {
  await journal.append({ message: `long ${'words '.repeat(100)}` });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('long words')).toBeVisible();
  const menu = await live.openViewMenu();
  await menu.getByLabel('Wrap long lines').check();
  await page.reload();
  await expect.poll(async () => (await live.row('long words').boundingBox())?.height).toBeGreaterThan(40);
});

test('a message of several lines is expanded in its place, by the mouse and by the arrow keys', async ({
  startApp,
  journal,
}) => {
  const stack = Array.from({ length: 40 }, (_, line) => `  at frame ${String(line)}`).join('\n');
  await journal.append({ message: `Error: broken\n${stack}` }, { message: 'after it' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const row = live.row('Error: broken');
  await row.getByRole('button', { name: 'Show the whole message' }).click();
  await expect(row).toContainText('at frame 20');
  await expect(row).not.toContainText('at frame 39');
  await expect(live.details).toBeHidden();
  const rowBox = await row.boundingBox();
  const nextTopPx = await live.topOf('after it');
  expect(nextTopPx).toBeCloseTo((rowBox?.y ?? 0) + (rowBox?.height ?? 0), 0);
  await row.getByRole('button', { name: 'Show all in details' }).click();
  await expect(live.details).toContainText('at frame 39');
  await live.list.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await row.boundingBox())?.height).toBe(22);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await row.boundingBox())?.height).toBeGreaterThan(400);
});

test('a message of megabytes is cut, says its size and leads to the whole', async ({ startApp, journal }) => {
  await journal.append({ message: `huge ${'x'.repeat(700_000)}` });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('huge')).toContainText('700 kB');
  await live.row('huge').getByRole('button', { name: 'Show the whole message' }).click();
  await live
    .row('huge')
    .getByRole('button', { name: /700 kB\. Open in full/ })
    .click();
  await expect(live.details).toBeVisible();
});

test('what could not be captured is a row of its own', async ({ startApp, journal }) => {
  await journal.append(...numbered(3, 'before'));
  const first = await startApp({ source: journal.source });
  await expect(new LiveView(first.page).row('before 2.')).toBeVisible();
  await first.stop();
  // The journal begins anew: what may have been written in between is gone.
  rmSync(join(journal.directory, 'system.journal'));
  await journal.append(...numbered(3, 'after'));
  const { page } = await startApp({ source: journal.source, dataDir: first.dataDir });
  const live = new LiveView(page);
  await expect(live.row('after 2.')).toBeVisible();
  const gap = live.row(/^Not captured/);
  await expect(gap).toBeVisible();
  expect(await live.topOf(/^Not captured/)).toBeGreaterThan(await live.topOf('before 2.'));
  expect(await live.topOf(/^Not captured/)).toBeLessThan(await live.topOf('after 0.'));
});

test('a divider says what came since the user last looked, until it is dismissed', async ({
  startApp,
  journal,
}) => {
  await journal.append(...numbered(3, 'seen'));
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('seen 2.')).toBeVisible();
  await setFocused(page, false);
  await journal.append(
    { message: 'bad', priority: '3' },
    { message: 'doubtful', priority: '4' },
    ...numbered(2, 'calm'),
  );
  await expect(live.row('calm 1.')).toBeVisible();
  await page.clock.setFixedTime(Date.now() + 120_000);
  await setFocused(page, true);
  const divider = live.list.getByRole('row', { name: /^Since you last looked/ });
  await expect(divider).toContainText('1 error, 1 warning, 2 others');
  expect(await live.topOf(/^Since you last looked/)).toBeGreaterThan(await live.topOf('seen 2.'));
  expect(await live.topOf(/^Since you last looked/)).toBeLessThan(await live.topOf('bad'));
  await divider.getByRole('button', { name: 'Dismiss' }).click();
  await expect(divider).toHaveCount(0);
});

test('identical neighbours fold into one row with their number', async ({ startApp, journal }) => {
  await journal.append(
    { message: 'start' },
    ...Array.from({ length: 37 }, () => ({ message: 'connection refused' })),
    { message: 'end' },
  );
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('end')).toBeVisible();
  const menu = await live.openViewMenu();
  await menu.getByLabel('Fold repeats').check();
  await expect(live.rows).toHaveCount(3);
  await expect(live.row('connection refused')).toContainText('×37');
  await expect(live.row('connection refused')).toContainText(/37 times, from .* to /);
  await menu.getByLabel('Fold repeats').uncheck();
  await expect(live.row('connection refused').first()).toBeVisible();
  await expect.poll(() => live.rows.count()).toBeGreaterThan(20);
});

test('the details of a folded row lead to each of its entries', async ({ startApp, journal }) => {
  await journal.append(
    { message: 'start' },
    ...Array.from({ length: 7 }, () => ({ message: 'connection refused' })),
    { message: 'end' },
    { message: 'connection refused' },
  );
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('end')).toBeVisible();
  const menu = await live.openViewMenu();
  await menu.getByLabel('Fold repeats').check();
  await expect(live.rows).toHaveCount(4);
  await page.keyboard.press('Escape');
  await live.row('connection refused').first().click();
  await expect(live.details).toContainText(/7 times, from .* to /);
  await live.details.getByRole('button', { name: 'Show all 7' }).click();
  await expect(live.row('connection refused')).toHaveCount(7);
  await expect(live.rows).toHaveCount(7);
  await expect(live.search).toHaveValue('id>=2 id<=8');
});
