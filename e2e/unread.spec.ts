import { lastSeenId, lookedAnHourEarlier } from './fixtures/last-look.ts';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

test('what came while the app was closed is told at the next start, with the way there', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'seen before' });
  const first = await startApp({ source: journal.source });
  await expect(new LiveView(first.page).row('seen before')).toBeVisible();
  await expect(() => {
    expect(lastSeenId(first.dataDir)).toBe(1);
  }).toPass();
  await first.stop();
  lookedAnHourEarlier(first.dataDir);
  await journal.append(
    { message: 'first failure', priority: '3' },
    { message: 'second failure', priority: '2' },
    { message: 'a warning', priority: '4' },
    { message: 'nothing much' },
  );

  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const banner = page.getByRole('status').filter({ hasText: 'Since you last looked' });
  await expect(banner).toContainText('2 errors, 1 warning');
  await banner.getByRole('button', { name: 'Show' }).click();
  await expect(banner).toBeHidden();
  await expect(live.row('first failure')).toBeVisible();
});

test('the pill counts the errors among what is new', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('one')).toBeVisible();
  await live.button('Pause').click();
  await journal.append(
    { message: 'two' },
    { message: 'three', priority: '3' },
    { message: 'four', priority: '4' },
  );
  await expect(live.newEntries).toHaveText('3 new, 1 error');
  await live.newEntries.click();
  await expect(live.row('three')).toBeVisible();
  await expect(live.newEntries).toBeHidden();
});
