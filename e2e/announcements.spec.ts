import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

test('new errors are announced to screen readers only after they were asked for', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'an old error', priority: '3' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const announced = page.getByRole('log', { name: 'New errors and warnings' });
  await expect(live.row('an old error')).toBeVisible();
  await journal.append({ message: 'an error before', priority: '3' });
  await expect(live.row('an error before')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('announcements');
  await page.keyboard.press('Enter');
  await expect(page.getByText('New errors and warnings are announced', { exact: true })).toBeVisible();
  await expect(announced).toBeEmpty();
  await journal.append(
    { message: 'first', priority: '3' },
    { message: 'second', priority: '2' },
    { message: 'third', priority: '4' },
    { message: 'fourth', priority: '6' },
  );
  await expect(announced).toHaveText('2 new errors, 1 new warning');
});

test('only what the view shows is announced', async ({ startApp, journal }) => {
  await journal.append({ message: 'pump started' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.search.fill('pump');
  await expect(live.row('pump started')).toBeVisible();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Announce new errors and warnings' }).check();
  await journal.append({ message: 'pump failed', priority: '3' }, { message: 'valve failed', priority: '3' });
  await expect(page.getByRole('log', { name: 'New errors and warnings' })).toHaveText('1 new error');
});
