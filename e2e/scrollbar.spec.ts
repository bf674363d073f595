import type { Locator, Page } from '@playwright/test';
import { LiveView } from './fixtures/live-view.ts';
import type { TestEntry } from './fixtures/test-journal.ts';
import { expect, test } from './fixtures/test.ts';

/** More than the page holds at a time. */
const COUNT = 3_000;
const ERROR_INDEX = 900;

const ENTRIES: readonly TestEntry[] = Array.from({ length: COUNT }, (_, index) => ({
  message: index === ERROR_INDEX ? 'the one error' : `entry ${String(index)}.`,
  priority: index === ERROR_INDEX ? '3' : '6',
}));

function scrollbarOf(page: Page): Locator {
  return page.getByRole('scrollbar', { name: 'Place in the result' });
}

async function share(scrollbar: Locator): Promise<number> {
  return Number(await scrollbar.getAttribute('aria-valuenow'));
}

/** A place on the track: 0 at its upper end, 1 at its lower. */
async function placeOn(scrollbar: Locator, along: number): Promise<{ x: number; y: number }> {
  const box = await scrollbar.boundingBox();
  if (box === null) throw new Error('The scrollbar is not on the page.');
  return { x: box.x + box.width / 2, y: box.y + along * box.height };
}

/** The number in the message of the uppermost row in sight. */
async function firstEntry(live: LiveView): Promise<number> {
  const top = (await live.list.boundingBox())?.y ?? 0;
  return live.rows.evaluateAll(
    (rows, listTop) =>
      Math.min(
        ...rows
          .filter((row) => row.getBoundingClientRect().top >= listTop - 1)
          .map((row) => Number(/entry (\d+)\./.exec(row.textContent)?.[1] ?? Number.POSITIVE_INFINITY)),
      ),
    top,
  );
}

test('it stands for the whole result: at the bottom while following, at the top with the oldest', async ({
  startApp,
  journal,
}) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const scrollbar = scrollbarOf(page);
  await expect(live.row(`entry ${String(COUNT - 1)}.`)).toBeInViewport();
  await expect(scrollbar).toHaveAttribute('aria-valuenow', '100');
  await scrollbar.press('Home');
  await expect(live.row('entry 0.')).toBeInViewport();
  await expect(scrollbar).toHaveAttribute('aria-valuenow', '0');
  await expect(scrollbar).toHaveAttribute('aria-valuetext', /^\d.*, 0 %$/);
  await scrollbar.press('End');
  await expect(live.row(`entry ${String(COUNT - 1)}.`)).toBeInViewport();
  await expect(scrollbar).toHaveAttribute('aria-valuenow', '100');
});

test('a click on the track goes to that place, beyond what the page holds', async ({ startApp, journal }) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const scrollbar = scrollbarOf(page);
  await expect(live.total(COUNT)).toBeVisible();
  const { x, y } = await placeOn(scrollbar, 0.6);
  await page.mouse.click(x, y);
  await expect.poll(() => share(scrollbar)).toBeGreaterThan(55);
  await expect.poll(() => share(scrollbar)).toBeLessThan(65);
  await expect.poll(() => firstEntry(live)).toBeGreaterThan(0.55 * COUNT);
  await expect.poll(() => firstEntry(live)).toBeLessThan(0.65 * COUNT);
});

test('the thumb is dragged through the whole log, rows in sight at every step, up to both ends', async ({
  startApp,
  journal,
}) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const scrollbar = scrollbarOf(page);
  await expect(live.total(COUNT)).toBeVisible();
  const bottom = await placeOn(scrollbar, 0.995);
  await page.mouse.move(bottom.x, bottom.y);
  await page.mouse.down();
  for (const along of [0.8, 0.55, 0.2, 0.4]) {
    const { x, y } = await placeOn(scrollbar, along);
    await page.mouse.move(x, y, { steps: 6 });
    expect(await live.rows.count()).toBeGreaterThan(10);
    await expect(scrollbar.locator('.scrollbar-label')).toHaveText(/\d\d:\d\d:\d\d/);
    await expect.poll(async () => (await firstEntry(live)) / COUNT).toBeCloseTo(along, 1);
  }
  const top = await placeOn(scrollbar, 0);
  await page.mouse.move(top.x, top.y - 40, { steps: 4 });
  await page.mouse.up();
  await expect(live.row('entry 0.')).toBeInViewport();
  await expect(scrollbar).toHaveAttribute('aria-valuenow', '0');
  await expect(scrollbar.locator('.scrollbar-label')).toBeHidden();
  const start = await placeOn(scrollbar, 0.005);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(bottom.x, bottom.y + 60, { steps: 6 });
  await page.mouse.up();
  await expect(live.row(`entry ${String(COUNT - 1)}.`)).toBeInViewport();
  await expect(page.getByText('Following', { exact: true })).toBeVisible();
});

test('the one error is marked, and a click near its mark brings it into sight', async ({
  startApp,
  journal,
}) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.total(COUNT)).toBeVisible();
  const mark = await scrollbarOf(page).locator('.scrollbar-tick-error:not(.is-faint)').boundingBox();
  const track = await scrollbarOf(page).boundingBox();
  if (mark === null || track === null) throw new Error('The error is not marked.');
  expect((mark.y - track.y) / track.height).toBeCloseTo(ERROR_INDEX / COUNT, 2);
  await page.mouse.click(mark.x + 2, mark.y + 4);
  await expect(live.row('the one error')).toBeInViewport();
});

test('the arrow and page keys and the wheel move the list from the scrollbar', async ({
  startApp,
  journal,
}) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const scrollbar = scrollbarOf(page);
  await scrollbar.press('Home');
  await expect(live.row('entry 0.')).toBeInViewport();
  await scrollbar.press('ArrowDown');
  await expect.poll(() => firstEntry(live)).toBe(1);
  await scrollbar.press('PageDown');
  await expect.poll(() => firstEntry(live)).toBeGreaterThan(10);
  await scrollbar.press('PageUp');
  await expect.poll(() => firstEntry(live)).toBe(1);
  await scrollbar.hover();
  await page.mouse.wheel(0, 600);
  await expect.poll(() => firstEntry(live)).toBeGreaterThan(15);
});

test('there is nothing to scroll while everything is in sight', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' }, { message: 'two' });
  const { page } = await startApp({ source: journal.source });
  await expect(new LiveView(page).total(2)).toBeVisible();
  await expect(scrollbarOf(page)).toHaveAttribute('aria-disabled', 'true');
});
