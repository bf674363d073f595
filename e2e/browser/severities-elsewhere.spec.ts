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
