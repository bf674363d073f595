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
