import { LiveView } from '../fixtures/live-view.ts';
import { expect, test } from '../fixtures/test.ts';

test.use({ provokesPageErrors: true });

test('a server that ends leaves a page that says so and keeps what it shows', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'still readable' });
  const app = await startApp({ source: journal.source });
  const live = new LiveView(app.page);
  await expect(live.row('still readable')).toBeVisible();
  await app.ended('SIGTERM');
  await expect(app.page.getByText('Connection lost').first()).toBeVisible();
  await expect(live.row('still readable')).toBeVisible();
});
