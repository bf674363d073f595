import type { Locator, Page } from '@playwright/test';
import { LiveView } from './fixtures/live-view.ts';
import type { TestEntry } from './fixtures/test-journal.ts';
import { expect, test } from './fixtures/test.ts';

const ENTRIES: readonly TestEntry[] = [
  { message: 'disk full', priority: '3', unit: 'store.service', identifier: 'stored' },
  { message: 'disk checked', unit: 'store.service', identifier: 'stored' },
  { message: 'mail sent', unit: 'mail.service', identifier: 'maild' },
];

function facets(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Facets' });
}

function value(page: Page, name: RegExp): Locator {
  return facets(page).getByRole('button', { name });
}

test('values of what is shown stand beside the list with their counts, and count on', async ({
  startApp,
  journal,
}) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(3);
  await expect(facets(page)).toBeHidden();
  await live.button('Facets').click();
  await expect(value(page, /^store\.service, 2 entries/)).toBeVisible();
  await expect(value(page, /^mail\.service, 1 entry/)).toBeVisible();
  await expect(value(page, /^maild, 1 entry/)).toBeVisible();
  await expect(value(page, /^testhost, 3 entries/)).toBeVisible();
  await journal.append({ message: 'mail refused', unit: 'mail.service', identifier: 'maild' });
  await expect(value(page, /^mail\.service, 2 entries/)).toBeVisible();
  // Of what is shown: the severities count, too.
  await page.getByRole('radio', { name: /^Errors$/ }).click();
  await expect(value(page, /^store\.service, 1 entry/)).toBeVisible();
  await expect(value(page, /^mail\.service/)).toBeHidden();
});

test('a click shows only these, the next one all again', async ({ startApp, journal }) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.search.fill('disk OR mail');
  await live.button('Facets').click();
  await value(page, /^mail\.service/).click();
  await expect.poll(() => live.messages()).toEqual(['mail sent']);
  await expect(live.search).toHaveValue('(disk OR mail) unit:mail.service');
  await expect(value(page, /^mail\.service/)).toHaveAttribute('aria-pressed', 'true');
  await value(page, /^mail\.service/).click();
  await expect.poll(() => live.messages()).toEqual(['disk full', 'disk checked', 'mail sent']);
  await expect(live.search).toHaveValue('disk OR mail');
});

test('with Alt, by pointer or key, a value is hidden, and stays there to be taken back', async ({
  startApp,
  journal,
}) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(3);
  await page.keyboard.press('b');
  await value(page, /^store\.service/).click({ modifiers: ['Alt'] });
  await expect.poll(() => live.messages()).toEqual(['mail sent']);
  await expect(live.search).toHaveValue('-unit:store.service');
  await expect(value(page, /^store\.service, hidden/)).toHaveAttribute('aria-pressed', 'true');
  await value(page, /^store\.service/).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => live.messages()).toHaveLength(3);
  await value(page, /^mail\.service/).focus();
  await page.keyboard.press('Alt+Enter');
  await expect.poll(() => live.messages()).toEqual(['disk full', 'disk checked']);
  await page.keyboard.press('Escape');
  await expect(facets(page)).toBeHidden();
  await expect(live.button('Facets')).toBeFocused();
});

test('of many values all can be had, and found by a part of their name', async ({ startApp, journal }) => {
  await journal.append(
    ...Array.from({ length: 60 }, (_, index) => ({
      message: 'one',
      identifier: `worker-${String(index)}`,
    })),
  );
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.total(60)).toBeVisible();
  await live.button('Facets').click();
  const list = facets(page).getByRole('list', { name: 'Identifier' });
  await expect(list.getByRole('button')).toHaveCount(8);
  await facets(page).getByRole('button', { name: '52 more' }).click();
  await expect(list.getByRole('button')).toHaveCount(60);
  await facets(page).getByRole('textbox', { name: 'Find in identifier' }).fill('-57');
  await expect(list.getByRole('button')).toHaveCount(1);
  await list.getByRole('button').click();
  await expect(live.search).toHaveValue('identifier:worker-57');
});

test('in a narrow window the facets are a drawer over the list', async ({ startApp, journal }) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await page.setViewportSize({ width: 800, height: 700 });
  await expect(live.rows).toHaveCount(3);
  const before = await live.list.boundingBox();
  await live.button('Facets').click();
  await expect(value(page, /^store\.service/)).toBeVisible();
  expect(await live.list.boundingBox()).toEqual(before);
  await live.button('Close facets').click();
  await expect(facets(page)).toBeHidden();
});
