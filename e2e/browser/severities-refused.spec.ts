import { expect, test } from '../fixtures/test.ts';
import { LiveView } from '../fixtures/live-view.ts';

test('where another Hydrant captures, severities are shown and cannot be changed', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'level 4', priority: '4' });
  const first = await startApp({ source: journal.source });
  await expect(new LiveView(first.page).row('level 4')).toBeVisible();
  const { page } = await startApp({ source: journal.source, dataDir: first.dataDir });
  await page.getByRole('link', { name: 'Sources', exact: true }).click();
  await page.getByText('What its own words stand for').click();
  await expect(page.getByText('They can be changed where this source is captured, not here.')).toBeVisible();
  const choice = page.getByRole('combobox', { name: 'What “4” stands for' });
  await expect(choice).toHaveValue('4');
  await expect(choice).toBeDisabled();
});

test.describe('where the connection is lost', () => {
  test.use({ provokesPageErrors: true });

  test('a change that could not be saved is not shown as if it were', async ({ startApp, journal }) => {
    await journal.append({ message: 'level 4', priority: '4' });
    const app = await startApp({ source: journal.source });
    const { page } = app;
    await expect(new LiveView(page).row('level 4')).toBeVisible();
    await page.getByRole('link', { name: 'Sources', exact: true }).click();
    await page.getByText('What its own words stand for').click();
    const choice = page.getByRole('combobox', { name: 'What “4” stands for' });
    await expect(choice).toBeEnabled();
    await app.ended('SIGTERM');
    await expect(page.getByText('Connection lost').first()).toBeVisible();
    await choice.selectOption({ label: 'Info' });
    await expect(
      page.getByRole('region', { name: journal.source }).getByRole('row', { name: /^4/ }).getByRole('alert'),
    ).toBeVisible();
    await expect(choice).toHaveValue('4');
  });
});
