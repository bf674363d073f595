import { LiveView } from './fixtures/live-view.ts';
import type { TestEntry } from './fixtures/test-journal.ts';
import { expect, test } from './fixtures/test.ts';

function numbered(count: number, name = 'entry'): TestEntry[] {
  return Array.from({ length: count }, (_, index) => ({ message: `${name} ${String(index)}.` }));
}

test('the list follows the log until it is paused, and continues where the log is', async ({
  startApp,
  journal,
}) => {
  await journal.append(...numbered(100));
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('entry 99.')).toBeInViewport();
  await expect(live.total(100)).toBeVisible();
  await live.button('Pause').click();
  await expect(live.button('Resume').first()).toBeVisible();
  const still = await live.messages();
  await journal.append(...numbered(3, 'later'));
  await expect(live.newEntries).toHaveAccessibleName(/^3 new/);
  expect(await live.messages()).toEqual(still);
  await live.button('Resume').first().click();
  await expect(live.row('later 2.')).toBeInViewport();
  await expect(live.newEntries).toBeHidden();
});

test('a list paused at once, before anything was counted, still counts what comes', async ({
  startApp,
  journal,
}) => {
  await journal.append(...numbered(100));
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('entry 99.')).toBeInViewport();
  await live.button('Pause').click();
  await journal.append(...numbered(3, 'later'));
  await expect(live.newEntries).toHaveAccessibleName(/^3 new/);
  await expect(live.row('later 0.')).toHaveCount(0);
});

test('Space pauses and resumes', async ({ startApp, journal }) => {
  await journal.append(...numbered(5));
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('entry 4.')).toBeVisible();
  await expect(live.total(5)).toBeVisible();
  await live.list.focus();
  await page.keyboard.press('Space');
  await expect(live.button('Resume').first()).toBeVisible();
  await journal.append({ message: 'unseen' });
  await expect(live.newEntries).toHaveAccessibleName(/^1 new/);
  await page.keyboard.press('Space');
  await expect(live.row('unseen')).toBeInViewport();
  await expect(live.button('Pause')).toBeVisible();
});

test('scrolling away holds the view still while new entries are counted, and one click goes back', async ({
  startApp,
  journal,
}) => {
  await journal.append(...numbered(400));
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('entry 399.')).toBeInViewport();
  await expect(live.total(400)).toBeVisible();
  await live.list.hover();
  await page.mouse.wheel(0, -2000);
  await expect(live.row('entry 399.')).not.toBeInViewport();
  const still = await live.messages();
  await journal.append(...numbered(37, 'later'));
  await expect(live.newEntries).toHaveAccessibleName(/^37 new/);
  expect(await live.messages()).toEqual(still);
  await live.newEntries.click();
  await expect(live.row('later 36.')).toBeInViewport();
  await expect(live.newEntries).toBeHidden();
});

test('every entry of a long history can be reached: Home, End and "Jump to newest"', async ({
  startApp,
  journal,
}) => {
  await journal.append(...numbered(3000));
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('entry 2999.')).toBeInViewport();
  await live.list.focus();
  await page.keyboard.press('Home');
  await expect(live.row('entry 0.')).toBeInViewport();
  await page.keyboard.press('End');
  await expect(live.row('entry 2999.')).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(live.row('entry 0.')).toBeInViewport();
  await live.button('Jump to newest').click();
  await expect(live.row('entry 2999.')).toBeInViewport();
});

test('entries that arrive in a burst are all there, in order', async ({ startApp, journal }) => {
  await journal.append({ message: 'start' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('start')).toBeVisible();
  for (let batch = 0; batch < 4; batch += 1)
    await journal.append(...numbered(5, `batch ${String(batch)} item`));
  await expect(live.row('batch 3 item 4.')).toBeVisible();
  expect(await live.messages()).toEqual(journal.read().map((entry) => entry['MESSAGE']));
});
