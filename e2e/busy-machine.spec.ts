import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { JournalFeed } from '../test/journal/journal-feed.ts';
import type { AppUnderTest, StartOptions } from './fixtures/app-under-test.ts';
import { lastSeenId, lookedAnHourEarlier } from './fixtures/last-look.ts';
import { LiveView } from './fixtures/live-view.ts';
import { MILLION, copyMillionStore } from './fixtures/million-store.ts';
import { expect, test } from './fixtures/test.ts';

/** A million stored entries, and behind them a log that grows by two thousand a second: what each part does then. */
const ENTRIES_PER_SECOND = 2_000;

// Building the store takes half a minute, once.
test.describe.configure({ timeout: 150_000 });

async function startBusyApp(
  startApp: (options: StartOptions) => Promise<AppUnderTest>,
  temporaryDir: string,
  feed: JournalFeed,
): Promise<{ page: Page; live: LiveView }> {
  const dataDir = join(temporaryDir, 'million');
  await copyMillionStore(dataDir);
  const { page } = await startApp({ source: `journal:${feed.directory}`, dataDir });
  const live = new LiveView(page);
  await expect.poll(() => live.rows.count()).toBeGreaterThan(10);
  await expect.poll(() => stored(live)).toBeGreaterThan(MILLION);
  return { page, live };
}

/** The number of stored entries, as the status bar states it. */
async function stored(live: LiveView): Promise<number> {
  const words = /stored\s*([\d,]+)/.exec((await live.status.last().textContent()) ?? '')?.[1] ?? '0';
  return Number(words.replaceAll(',', ''));
}

/** Resolves when the log has grown by so many entries. */
async function grown(live: LiveView, entries: number): Promise<void> {
  const before = await stored(live);
  await expect.poll(() => stored(live), { timeout: 30_000 }).toBeGreaterThan(before + entries);
}

/** Whether every row in sight has this severity. */
async function expectOnly(live: LiveView, severity: RegExp): Promise<void> {
  await expect
    .poll(async () => {
      const words = await live.rows.locator('.cell-severity').allTextContents();
      return words.length > 0 && words.every((word) => severity.test(word));
    })
    .toBe(true);
}

async function expectEveryMessage(live: LiveView, pattern: RegExp): Promise<void> {
  await expect
    .poll(async () => {
      const messages = await live.messages();
      return messages.length > 0 && messages.every((message) => pattern.test(message));
    })
    .toBe(true);
}

/** Ids of the rows, top to bottom. */
function ids(live: LiveView): Promise<number[]> {
  return live.rows.evaluateAll((rows) =>
    rows.flatMap((row) => (row.dataset['id'] === undefined ? [] : [Number(row.dataset['id'])])),
  );
}

/** The message of the row with that place among those that are wholly in sight, from 0. Found by its id: places change. */
async function messageInSight(live: LiveView, place: number): Promise<Locator> {
  const id = await live.list.evaluate((list, wanted) => {
    const { top, bottom } = list.getBoundingClientRect();
    const rows = [...list.querySelectorAll<HTMLElement>('[data-id]')].filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top >= top && box.bottom <= bottom;
    });
    return rows[wanted]?.dataset['id'] ?? '';
  }, place);
  return live.list.locator(`[data-id="${id}"] .cell-message`);
}

test('follows, stands still to the pixel when left, counts what is new, and returns', async ({
  startApp,
  temporaryDir,
}) => {
  await using feed = await JournalFeed.start(join(temporaryDir, 'feed'), ENTRIES_PER_SECOND);
  const { page, live } = await startBusyApp(startApp, temporaryDir, feed);
  await expect(page.getByText('Following', { exact: true })).toBeVisible();
  const first = Math.max(...(await ids(live)));
  await expect.poll(async () => Math.max(...(await ids(live)))).toBeGreaterThan(first + ENTRIES_PER_SECOND);

  await live.list.hover();
  await page.mouse.wheel(0, -400);
  await expect(page.getByText('Scrolled back', { exact: true })).toBeVisible();
  const row = await messageInSight(live, 3);
  // A wheel may still be rolling out: still is what is still after the log has grown.
  await grown(live, 1_000);
  const top = (await row.boundingBox())?.y;
  await grown(live, 5_000);
  expect((await row.boundingBox())?.y).toBe(top);
  await expect(live.newEntries).toHaveAccessibleName(/^[\d,]{4,} new, [\d,]+ errors/);

  await live.newEntries.click();
  await expect(page.getByText('Following', { exact: true })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByText('Paused by you', { exact: true })).toBeVisible();
  const still = await ids(live);
  await grown(live, 3_000);
  expect(await ids(live)).toEqual(still);
  await page.keyboard.press('Home');
  await expect.poll(async () => Math.min(...(await ids(live)))).toBe(1);
  await page.keyboard.press('End');
  await expect(page.getByText('Following', { exact: true })).toBeVisible();
});

test('severities, searches, errors of a search, and a slow one that tells how far it is', async ({
  startApp,
  temporaryDir,
}) => {
  await using feed = await JournalFeed.start(join(temporaryDir, 'feed'), ENTRIES_PER_SECOND);
  const { page, live } = await startBusyApp(startApp, temporaryDir, feed);
  await page.getByRole('radio', { name: 'Errors', exact: true }).click();
  await expectOnly(live, /Error/);
  await live.severity('Warning').click({ modifiers: ['Alt'] });
  await expectOnly(live, /Error|Warning/);
  await page.getByRole('radio', { name: 'All', exact: true }).click();
  await expectOnly(live, /./);

  await live.search.fill('refused');
  await expectEveryMessage(live, /refused/i);
  await live.search.fill('severity>=warning -refused unit:nginx.service');
  await expectOnly(live, /Error|Warning/);
  await live.search.fill('severity:eror');
  await expect(page.getByRole('alert')).toContainText('eror');

  await live.search.fill('/nothing has this[0-9]{40}/');
  await expect(page.getByText(/earched back to/).first()).toBeVisible();
  await live.search.fill('crashed');
  await expectEveryMessage(live, /crashed/i);
  await expect(page.getByText(/earched back to/)).toHaveCount(0);
});

test('the scrollbar and the histogram stand for the whole, and facets count what is shown', async ({
  startApp,
  temporaryDir,
}) => {
  await using feed = await JournalFeed.start(join(temporaryDir, 'feed'), ENTRIES_PER_SECOND);
  const { page, live } = await startBusyApp(startApp, temporaryDir, feed);
  const scrollbar = page.getByRole('scrollbar', { name: 'Place in the result' });
  await expect(scrollbar).toHaveAttribute('aria-valuenow', '100');
  const track = await scrollbar.boundingBox();
  if (track === null) throw new Error('The page has no scrollbar.');
  for (const share of [0.25, 0.7, 0.5]) {
    await page.mouse.click(track.x + track.width / 2, track.y + share * track.height);
    await expect.poll(async () => ((await ids(live))[0] ?? 0) / (await stored(live))).toBeCloseTo(share, 1);
  }

  const bars = page.getByRole('slider', { name: 'Entries over time' });
  await bars.focus();
  await bars.press('Home');
  await bars.press('ArrowRight');
  await expect(bars).toHaveAttribute('aria-valuetext', /[\d,]+ entries, .*[\d,]+ errors/);
  const words = (await bars.getAttribute('aria-valuetext')) ?? '';
  const inBar = Number((/([\d,]+) entries/.exec(words)?.[1] ?? '').replaceAll(',', ''));
  await bars.press('Enter');
  await expect(live.total(inBar)).toBeVisible();
  await page.getByRole('button', { name: /^Remove the time range/ }).click();

  await live.button('Facets').click();
  const units = page.getByRole('complementary', { name: 'Facets' }).getByRole('list', { name: 'Unit' });
  await units.getByRole('button').first().click();
  await expect(live.search).toHaveValue(/^unit:\S+$/);
  const unit = (await live.search.inputValue()).slice('unit:'.length);
  await expect
    .poll(async () => new Set(await live.rows.locator('.cell-unit').allTextContents()))
    .toEqual(new Set([unit]));
});

test('details, context and bookmarks hold on to their entry while thousands arrive', async ({
  startApp,
  temporaryDir,
}) => {
  await using feed = await JournalFeed.start(join(temporaryDir, 'feed'), ENTRIES_PER_SECOND);
  const { page, live } = await startBusyApp(startApp, temporaryDir, feed);
  await live.search.fill('crashed before:2026-11-15');
  await expectEveryMessage(live, /crashed/i);
  await (await messageInSight(live, 3)).click();
  await expect(live.details).toContainText('_SYSTEMD_UNIT');
  const title = await live.details.getByRole('heading').first().textContent();
  const selected = live.list.locator('[aria-selected=true]');
  const message = (await selected.locator('.cell-message').textContent()) ?? '';
  await page.keyboard.press('m');
  await live.details.getByRole('textbox', { name: 'Note' }).fill('this is where it began');
  await live.details.getByRole('textbox', { name: 'Note' }).blur();
  await live.details.getByRole('button', { name: 'Show in context' }).click();
  await expect(page.getByRole('group', { name: 'Context' })).toBeVisible();
  await expect(selected.locator('.cell-message')).toContainText(message);
  const top = (await selected.boundingBox())?.y;
  await grown(live, 3_000);
  expect((await selected.boundingBox())?.y).toBe(top);
  expect(await live.details.getByRole('heading').first().textContent()).toBe(title);
  await live.button(/^Back to the search/).click();
  await expectEveryMessage(live, /crashed/i);
  await live.search.fill('is:bookmarked');
  await expect
    .poll(async () => (await live.messages()).map((each) => each.endsWith(message)))
    .toEqual([true]);
  await live.search.fill('note:*began*');
  await expect
    .poll(async () => (await live.messages()).map((each) => each.endsWith(message)))
    .toEqual([true]);
});

test('folding, columns, wrapping and a jump to a time keep up', async ({ startApp, temporaryDir }) => {
  await using feed = await JournalFeed.start(join(temporaryDir, 'feed'), ENTRIES_PER_SECOND);
  const { page, live } = await startBusyApp(startApp, temporaryDir, feed);
  const menu = await live.openViewMenu();
  await menu.getByLabel('Fold repeats').check();
  await menu.getByRole('checkbox', { name: 'Delta' }).check();
  await menu.getByRole('checkbox', { name: 'Host' }).check();
  await menu.getByLabel('Wrap long lines').check();
  await page.keyboard.press('Escape');
  await expect(live.columnHeaders.filter({ hasText: 'Delta' })).toBeVisible();
  await expect(page.getByText('Following', { exact: true })).toBeVisible();
  const first = Math.max(...(await ids(live)));
  await expect.poll(async () => Math.max(...(await ids(live)))).toBeGreaterThan(first + ENTRIES_PER_SECOND);

  await live.list.focus();
  await page.keyboard.press('t');
  await page.getByRole('dialog', { name: 'Jump to a time' }).getByRole('textbox').fill('2026-11-10 12:00');
  await page.keyboard.press('Enter');
  await expect(live.rows.locator('.cell-time').first()).toContainText(/2026-11-10|11:59|12:00/);
  const [id] = await ids(live);
  await grown(live, 2_000);
  expect((await ids(live))[0]).toBe(id);
});

test('a selection outlives what arrives, the palette opens, and axe finds nothing serious', async ({
  startApp,
  temporaryDir,
}) => {
  await using feed = await JournalFeed.start(join(temporaryDir, 'feed'), ENTRIES_PER_SECOND);
  const { page, live } = await startBusyApp(startApp, temporaryDir, feed);
  await live.list.focus();
  await page.keyboard.press('Space');
  const [from, to] = [await messageInSight(live, 2), await messageInSight(live, 6)];
  await from.click();
  await to.click({ modifiers: ['Shift'] });
  const bar = page.getByRole('toolbar', { name: 'Selected entries' });
  await expect(bar).toContainText('5 selected');
  await grown(live, 3_000);
  await page.keyboard.press('End');
  await expect(page.getByText('Following', { exact: true })).toBeVisible();
  await expect(bar).toContainText('5 selected');

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('oldest');
  await page.keyboard.press('Enter');
  await expect.poll(async () => Math.min(...(await ids(live)))).toBe(1);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
});

test('what was missed is told, a field is completed from the store, and a query keeps its name', async ({
  startApp,
  temporaryDir,
}) => {
  await using feed = await JournalFeed.start(join(temporaryDir, 'feed'), ENTRIES_PER_SECOND);
  const dataDir = join(temporaryDir, 'million');
  await copyMillionStore(dataDir);
  const source = `journal:${feed.directory}`;
  const first = await startApp({ source, dataDir });
  await expect(() => {
    expect(lastSeenId(dataDir)).toBeGreaterThan(MILLION);
  }).toPass();
  await first.stop();
  lookedAnHourEarlier(dataDir);

  const { page } = await startApp({ source, dataDir });
  const live = new LiveView(page);
  const banner = page.getByRole('status').filter({ hasText: 'Since you last looked' });
  await expect(banner).toContainText(/[\d,]+ errors?, [\d,]+ warnings?/);
  await banner.getByRole('button', { name: 'Show' }).click();
  await expect(live.list.getByRole('row', { name: /^Since you last looked/ })).toBeInViewport();

  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await live.search.focus();
  await page.keyboard.type('unit:post');
  await expect(options.first()).toContainText('postgresql.service');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(live.search).toHaveValue(/^unit:postgresql\.service\s*$/);
  await expect
    .poll(async () => new Set(await live.rows.locator('.cell-unit').allTextContents()))
    .toEqual(new Set(['postgresql.service']));
  await page.getByRole('button', { name: /^Saved queries/ }).click();
  const menu = page.getByRole('dialog', { name: 'Saved queries' });
  await menu.getByRole('textbox', { name: 'Save what is shown as' }).fill('The database');
  await menu.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(menu.getByRole('button', { name: /^The database/ })).toBeVisible();
});
