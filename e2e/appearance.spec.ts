import type { Page } from '@playwright/test';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

/** Brightness of the page's background, 0 to 255. */
function backgroundBrightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    if (canvas === null) throw new Error('No canvas.');
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  });
}

test('the theme is light, dark or the system’s, and is remembered', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  await expect(new LiveView(page).row('one')).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => backgroundBrightness(page)).toBeLessThan(80);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => backgroundBrightness(page)).toBeGreaterThan(200);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(() => backgroundBrightness(page)).toBeLessThan(80);
  await page.reload();
  await expect.poll(() => backgroundBrightness(page)).toBeLessThan(80);
  await page.getByRole('radio', { name: 'Light' }).click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => backgroundBrightness(page)).toBeGreaterThan(200);
});

test('nothing is cut off or pushed out at 800 pixels, nor at the 420 of half a small screen', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: `a long message ${'word '.repeat(200)}` });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('a long message')).toBeVisible();
  await page.setViewportSize({ width: 800, height: 600 });
  await live.row('a long message').click();
  await expect(live.details).toBeInViewport();
  for (const width of [800, 420]) {
    await page.setViewportSize({ width, height: 600 });
    for (const view of ['Live', 'Export', 'Sources', 'Settings']) {
      await page.getByRole('link', { name: view, exact: true }).click();
      await expect(page.getByRole('main', { name: view })).toBeVisible();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${view} at ${String(width)}`).toBeLessThanOrEqual(0);
    }
  }
});
