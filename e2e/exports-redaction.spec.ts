import { readFileSync } from 'node:fs';
import { ExportView } from './fixtures/export-view.ts';
import { expect, test } from './fixtures/test.ts';

test('what will be replaced is shown before, is replaced in the file, and is counted', async ({
  startApp,
  journal,
  temporaryDir,
}) => {
  await journal.append(
    { message: 'login from 198.51.100.7 failed' },
    { message: 'login from 198.51.100.7 failed again; mail to maria@example.org' },
  );
  const app = await startApp({ source: journal.source });
  const { page } = app;
  const view = await ExportView.open(app, 2);
  await view.unfold('Redaction');
  await expect(page.getByText('nothing is replaced')).toBeVisible();
  await page.getByRole('checkbox', { name: /^IP addresses/ }).check();
  const table = view.preview.getByRole('group', { name: 'Redaction' });
  const row = table.getByRole('row').filter({ hasText: '198.51.100.7' });
  await expect(row).toHaveCount(1);
  await expect(row.getByRole('cell').last()).toHaveText('2');
  const pseudonym = (await row.getByRole('cell').nth(2).textContent()) ?? '';
  expect(pseudonym).not.toBe('');
  await expect(view.preview).toContainText('No guarantee');
  const firstRows = view.preview.getByRole('group', { name: 'First rows' });
  await expect(firstRows).toContainText(pseudonym);
  await expect(firstRows).not.toContainText('198.51.100.7');
  await expect(firstRows).toContainText('maria@example.org');
  await page.getByRole('button', { name: 'Redact all' }).click();
  await expect(firstRows).not.toContainText('maria@example.org');

  const file = readFileSync(await view.write(temporaryDir, 'redacted.csv'), 'utf8');
  expect(file.split(pseudonym)).toHaveLength(3);
  expect(file).not.toMatch(/198\.51\.100\.7|maria/);
  await view.showDetails(1);
  await expect(view.batch(1)).toContainText('all kinds: 3 occurrences replaced');
});
