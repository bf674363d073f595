import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

/** Opens the table of the only source. */
async function openSeverities(page: Page) {
  await page.getByRole('link', { name: 'Sources', exact: true }).click();
  await page.getByText('What its own words stand for').click();
  return page.getByRole('table').filter({ hasText: 'Its word' });
}

test('what a word stands for is changed for what comes, and stays so over a restart', async ({
  startApp,
  temporaryDir,
}) => {
  const log = join(temporaryDir, 'app.log');
  const source = `file:${log}`;
  const dataDir = join(temporaryDir, 'store');
  writeFileSync(
    log,
    '2026-11-22 10:00:00 SUCCESS: backup one\n2026-11-22 10:00:01 INFO: cleaned up\n2026-11-22 10:00:02 \u200bODD: strange\n',
  );
  const first = await startApp({ source, dataDir });
  const { page } = first;
  const live = new LiveView(page);
  await expect(live.row('backup one')).toContainText('Info');

  const table = await openSeverities(page);
  const row = table.getByRole('row').filter({ hasText: 'SUCCESS' });
  await expect(row).toContainText('Info');
  await expect(row.getByRole('cell').last()).toHaveText('1');
  await expect(table.getByRole('row').filter({ hasText: 'finest' })).toHaveCount(0);
  await page.getByRole('button', { name: /^Show all \d+ words$/ }).click();
  await expect(table.getByRole('row').filter({ hasText: 'finest' })).toContainText('Debug');
  await expect(table).toContainText('By RFC 9110');
  await page.getByRole('button', { name: 'Show only words that were seen or changed' }).click();

  const choice = page.getByRole('combobox', { name: 'What “SUCCESS” stands for' });
  await choice.selectOption({ label: 'Notice' });
  await expect(page.getByText('From now on “SUCCESS” stands for Notice')).toBeVisible();
  await expect(row.getByRole('button', { name: '“SUCCESS” back to usual: Info' })).toBeVisible();
  const axe = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(axe.violations.map(({ id }) => id)).toEqual([]);

  appendFileSync(log, '2026-11-22 10:00:03 Success: backup two\n');
  await page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(live.row('backup two')).toContainText('Notice');
  await expect(live.row('backup one')).toContainText('Info');
  await live.row('backup two').click();
  await expect(live.details).toContainText('Severity as stated');
  await expect(live.details).toContainText('Success');
  await first.stop();

  appendFileSync(log, '2026-11-22 10:00:04 SUCCESS: backup three\n');
  const second = await startApp({ source, dataDir });
  const again = new LiveView(second.page);
  await expect(again.row('backup three')).toContainText('Notice');
  await expect(again.row('backup one')).toContainText('Info');

  const kept = await openSeverities(second.page);
  const changed = kept.getByRole('row').filter({ hasText: /success/i });
  await expect(changed.getByRole('combobox')).toHaveValue('5');
  // By the keyboard, which stays where it was.
  await changed.getByRole('button').press('Enter');
  await expect(changed.getByRole('combobox')).toHaveValue('6');
  await expect(changed.getByRole('combobox')).toBeFocused();
  await expect(changed.getByRole('button')).toHaveCount(0);
  appendFileSync(log, '2026-11-22 10:00:05 SUCCESS: backup four\n');
  await second.page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(again.row('backup four')).toContainText('Info');
  await expect(again.row('backup three')).toContainText('Notice');
});
