import type { Locator, Page } from '@playwright/test';
import { LiveView } from './fixtures/live-view.ts';
import type { TestEntry } from './fixtures/test-journal.ts';
import { expect, test } from './fixtures/test.ts';

const TEN_O_CLOCK_US = Date.parse('2026-11-20T10:00:00Z') * 1_000;
const HALF_MINUTE_US = 30_000_000;

/** An hour with an entry every half minute; every tenth is an error. */
const HOUR: readonly TestEntry[] = Array.from({ length: 120 }, (_, index) => ({
  message: `entry ${String(index)}.`,
  priority: index % 10 === 0 ? '3' : '6',
  timeUnixUs: TEN_O_CLOCK_US + index * HALF_MINUTE_US,
}));

/** The histogram as its accessible names present it. */
class HistogramView {
  readonly bars: Locator;
  readonly chosen: Locator;
  readonly wholeRange: Locator;
  readonly timeFilter: Locator;

  constructor(page: Page) {
    this.bars = page.getByRole('slider', { name: 'Entries over time' });
    this.chosen = page.getByRole('group', { name: 'Chosen range' });
    this.wholeRange = page.getByRole('button', { name: 'Whole range' });
    this.timeFilter = page.getByRole('button', { name: /^Remove the time range/ });
  }

  /** Drags over the bars, from one share of their width to another. */
  async drag(page: Page, fromShare: number, toShare: number): Promise<void> {
    const box = await this.bars.boundingBox();
    if (box === null) throw new Error('The histogram is not on the page.');
    await page.mouse.move(box.x + fromShare * box.width, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + toShare * box.width, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
  }
}

async function showInUtc(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.setItem('hydrant.settings', JSON.stringify({ timeZone: 'utc' }));
  });
  await page.reload();
}

test('the arrow keys go from bar to bar, and each says when, how many and what is severe', async ({
  startApp,
  journal,
}) => {
  await journal.append(...HOUR);
  const { page } = await startApp({ source: journal.source });
  await showInUtc(page);
  const { bars } = new HistogramView(page);
  await bars.focus();
  await bars.press('Home');
  await expect(bars).toHaveAttribute('aria-valuetext', '10:00:00 to 10:00:30, 1 entry, 1 error');
  await bars.press('ArrowRight');
  await expect(bars).toHaveAttribute('aria-valuetext', '10:00:30 to 10:01:00, 1 entry');
  for (let bar = 0; bar < 9; bar += 1) await bars.press('Shift+ArrowRight');
  await expect(bars).toHaveAttribute('aria-valuetext', '10:00:30 to 10:05:30, 10 entries, 1 error');
});

test('Enter shows only the chosen range; Escape and the chip take that back', async ({
  startApp,
  journal,
}) => {
  await journal.append(...HOUR);
  const { page } = await startApp({ source: journal.source });
  await showInUtc(page);
  const live = new LiveView(page);
  const histogram = new HistogramView(page);
  await histogram.bars.press('Home');
  for (let bar = 0; bar < 3; bar += 1) await histogram.bars.press('Shift+ArrowRight');
  await histogram.bars.press('Enter');
  await expect(live.total(4)).toBeVisible();
  await expect.poll(() => live.messages()).toEqual(['entry 0.', 'entry 1.', 'entry 2.', 'entry 3.']);
  await expect(histogram.timeFilter).toContainText('10:00–10:02');
  await histogram.bars.press('Escape');
  await expect(live.total(120)).toBeVisible();
  await expect(histogram.timeFilter).toBeHidden();

  await histogram.bars.press('Home');
  await histogram.bars.press('Enter');
  await expect(live.total(1)).toBeVisible();
  await histogram.timeFilter.click();
  await expect(live.total(120)).toBeVisible();
});

test('a dragged range can be zoomed into, which filters nothing, and made the filter', async ({
  startApp,
  journal,
}) => {
  await journal.append(...HOUR);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const histogram = new HistogramView(page);
  await expect(live.total(120)).toBeVisible();
  await histogram.drag(page, 0.5, 0.746);
  await expect(histogram.chosen).toContainText('30 entries');
  await histogram.chosen.getByRole('button', { name: 'Zoom', exact: true }).click();
  await expect(histogram.wholeRange).toBeVisible();
  await expect(histogram.chosen).toBeHidden();
  await expect(live.total(120)).toBeVisible();
  await histogram.wholeRange.click();
  await expect(histogram.wholeRange).toBeHidden();

  await histogram.drag(page, 0.9, 0.76);
  await expect(histogram.chosen).toContainText('entries');
  const [, words] = /(\d+) entries/.exec((await histogram.chosen.textContent()) ?? '') ?? [];
  await histogram.chosen.getByRole('button', { name: 'Only this range' }).click();
  await expect(live.total(Number(words))).toBeVisible();
  await expect(live.rows).toHaveCount(Number(words));
});

test('a chosen range is let go by its button, by Escape and by a click beside it', async ({
  startApp,
  journal,
}) => {
  await journal.append(...HOUR);
  const { page } = await startApp({ source: journal.source });
  const histogram = new HistogramView(page);
  await histogram.drag(page, 0.2, 0.4);
  await histogram.chosen.getByRole('button', { name: 'Clear the chosen range' }).click();
  await expect(histogram.chosen).toBeHidden();
  await histogram.drag(page, 0.2, 0.4);
  await histogram.bars.press('Escape');
  await expect(histogram.chosen).toBeHidden();
  await histogram.drag(page, 0.2, 0.4);
  await histogram.bars.click();
  await expect(histogram.chosen).toBeHidden();
});

test('a click on a bar and Space bring the list there', async ({ startApp, journal }) => {
  await journal.append(...HOUR);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const histogram = new HistogramView(page);
  await expect(live.row('entry 119.')).toBeInViewport();
  await histogram.bars.click({ position: { x: 3, y: 20 } });
  await expect(live.row('entry 0.')).toBeInViewport();
  await histogram.bars.press('End');
  await histogram.bars.press(' ');
  await expect(live.row('entry 119.')).toBeInViewport();
});

test('a double click and Ctrl with the wheel zoom in, Escape shows the whole again', async ({
  startApp,
  journal,
}) => {
  await journal.append(...HOUR);
  const { page } = await startApp({ source: journal.source });
  const histogram = new HistogramView(page);
  await histogram.bars.dblclick();
  await expect(histogram.wholeRange).toBeVisible();
  await histogram.bars.press('Escape');
  await expect(histogram.wholeRange).toBeHidden();
  await histogram.bars.hover();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  await expect(histogram.wholeRange).toBeVisible();
});

test('the bars show what the list shows, and grow with the log', async ({ startApp, journal }) => {
  await journal.append(...HOUR);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const { bars } = new HistogramView(page);
  await bars.press('Home');
  for (let bar = 0; bar < 5; bar += 1) await bars.press('Shift+ArrowRight');
  await expect(bars).toHaveAttribute('aria-valuetext', /6 entries, 1 error$/);
  await live.severity('Error').click();
  await expect(bars).toHaveAttribute('aria-valuetext', /5 entries$/);
  await live.severity('Error').click();
  await bars.press('End');
  await journal.append({ message: 'now', priority: '2' });
  await expect(live.row('now')).toBeVisible();
  // The bars are drawn anew a moment after the row: two days instead of an hour.
  await expect(bars).toHaveAttribute('aria-valuetext', /^[A-Z][a-z]{2} \d/);
  await bars.press('End');
  await expect(bars).toHaveAttribute('aria-valuetext', /1 critical/);
});

test('the histogram is hidden and shown by its button and its key, and stays as it was left', async ({
  startApp,
  journal,
}) => {
  await journal.append(...HOUR);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const { bars } = new HistogramView(page);
  const toggle = live.button('Histogram');
  await expect(bars).toBeVisible();
  const openTopPx = (await live.list.boundingBox())?.y ?? 0;
  await live.list.focus();
  await page.keyboard.press('i');
  await expect(bars).toBeHidden();
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await page.reload();
  await expect(live.row('entry 119.')).toBeVisible();
  await expect(bars).toBeHidden();
  await toggle.click();
  await expect(bars).toBeVisible();
  expect((await live.list.boundingBox())?.y).toBe(openTopPx);
});
