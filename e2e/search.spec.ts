import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

test('a word finds every entry whose message has it, in the whole history and in what comes', async ({
  startApp,
  journal,
}) => {
  await journal.append(
    { message: 'connection to the database refused' },
    // More than the list holds in sight, so that the first entry is found in the store and not on the screen.
    ...Array.from({ length: 300 }, (_, index) => ({ message: `heartbeat ${String(index)}` })),
    { message: 'Database is back' },
  );
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('Database is back')).toBeVisible();
  await live.search.fill('database');
  await expect
    .poll(() => live.messages())
    .toEqual(['connection to the database refused', 'Database is back']);
  await journal.append({ message: 'heartbeat again' }, { message: 'the database sleeps' });
  await expect
    .poll(() => live.messages())
    .toEqual(['connection to the database refused', 'Database is back', 'the database sleeps']);
});

test('words, a phrase, a severity and a field narrow each other down', async ({ startApp, journal }) => {
  await journal.append(
    { message: 'disk full on /srv', priority: '3', unit: 'store.service' },
    { message: 'full disk check done', priority: '6', unit: 'store.service' },
    { message: 'disk full on /var', priority: '3', unit: 'mail.service' },
  );
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(3);
  await live.search.fill('"disk full"');
  await expect.poll(() => live.messages()).toEqual(['disk full on /srv', 'disk full on /var']);
  await live.search.fill('disk unit:mail.service');
  await expect.poll(() => live.messages()).toEqual(['disk full on /var']);
  await live.search.fill('disk -var');
  await expect.poll(() => live.messages()).toEqual(['disk full on /srv', 'full disk check done']);
  await live.severity('Error').click();
  await expect.poll(() => live.messages()).toEqual(['full disk check done']);
});

test('a search that nothing fits says so and offers the way back', async ({ startApp, journal }) => {
  await journal.append({ message: 'only entry' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('only entry')).toBeVisible();
  await live.search.fill('nowhere');
  await expect(live.rows).toHaveCount(0);
  await live.button(/clear/i).last().click();
  await expect(live.row('only entry')).toBeVisible();
  await expect(live.search).toHaveValue('');
});

test('a search that cannot be read is said so at the box, and the list stays', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'only entry' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('only entry')).toBeVisible();
  await live.search.fill('severity:eror');
  await expect(page.getByRole('alert')).toContainText('eror');
  await expect(live.search).toHaveAttribute('aria-invalid', 'true');
  await expect(live.row('only entry')).toBeVisible();
});

test('fields and their values are completed from the store, by keys alone', async ({ startApp, journal }) => {
  await journal.append(
    { message: 'disk full', unit: 'store.service', fields: [['COLOUR', 'dark red']] },
    { message: 'mail sent', unit: 'mail.service' },
  );
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(2);
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await live.search.focus();
  await page.keyboard.type('-uni');
  await expect(options.first()).toContainText('unit:');
  await page.keyboard.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expect(live.search).toHaveAttribute(
    'aria-activedescendant',
    (await options.first().getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Enter');
  await expect(live.search).toHaveValue('-unit:');
  await expect(options).toContainText(['mail.service', 'store.service']);
  await page.keyboard.type('ST');
  await expect(options).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(live.search).toHaveValue('-unit:store.service ');
  await expect(live.search).toBeFocused();
  await expect.poll(() => live.messages()).toEqual(['mail sent']);
  // What has a space in it gets its quotation marks.
  await live.search.fill('');
  await page.keyboard.type('COLOUR:d');
  await options.first().click();
  await expect(live.search).toHaveValue('COLOUR:"dark red" ');
  await expect.poll(() => live.messages()).toEqual(['disk full']);
});

test('Escape puts the suggestions away first, and Enter without a choice searches for what is typed', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'severe weather' }, { message: 'calm' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(2);
  const list = page.getByRole('listbox', { name: 'Suggestions' });
  await live.search.focus();
  await page.keyboard.type('sever');
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(live.search).toHaveValue('sever');
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await expect(list).toBeHidden();
  await expect.poll(() => live.messages()).toEqual(['severe weather']);
  await page.keyboard.press('Escape');
  await expect(live.search).toHaveValue('');
});

test('earlier searches come back with the arrow up, also in the next run', async ({ startApp, journal }) => {
  await journal.append({ message: 'disk full' }, { message: 'mail sent' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(2);
  for (const search of ['disk', 'mail']) {
    await live.search.fill(search);
    await expect(live.rows).toHaveCount(1);
    await page.keyboard.press('Enter');
  }
  await live.search.fill('');
  await page.reload();
  await live.search.focus();
  await page.keyboard.press('ArrowUp');
  await expect(live.search).toHaveValue('mail');
  await page.keyboard.press('ArrowUp');
  await expect(live.search).toHaveValue('disk');
  await expect.poll(() => live.messages()).toEqual(['disk full']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(live.search).toHaveValue('');
  await expect(live.rows).toHaveCount(2);
});

test('the place that cannot be read is underlined where it stands', async ({ startApp, journal }) => {
  await journal.append({ message: 'only entry' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('only entry')).toBeVisible();
  await live.search.fill('only (severity:eror OR "and so on")');
  await expect(live.search).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('alert').locator('mark')).toHaveText('eror');
  await expect(page.locator('.search-underline mark')).toHaveText('eror');
});

test('the help on the query language has examples that can be tried', async ({ startApp, journal }) => {
  await journal.append({ message: 'it fails', priority: '3' }, { message: 'it works' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(2);
  await live.button('Query language').click();
  const help = page.getByRole('dialog', { name: 'What a query can say' });
  await help.getByRole('button', { name: 'severity>=warning' }).click();
  await expect(live.search).toHaveValue('severity>=warning');
  await expect.poll(() => live.messages()).toEqual(['it fails']);
});
