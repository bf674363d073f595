import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

/** Lines as rsyslog writes them, so many minutes before now. */
function lines(name: string, ...minutesAgo: readonly number[]): string {
  return minutesAgo
    .map((minutes) => {
      const time = new Date(Date.now() - minutes * 60_000).toISOString().replace('Z', '000+00:00');
      return `${time} web ${name}[7]: ${name} ${String(minutes)} minutes ago\n`;
    })
    .join('');
}

test('several logs are one timeline, and what comes late is put where it belongs and marked', async ({
  startApp,
  temporaryDir,
}) => {
  const logs = join(temporaryDir, 'logs');
  mkdirSync(logs);
  writeFileSync(join(logs, 'first.log'), lines('first', 60, 50, 40, 30, 20, 10));
  const { page } = await startApp({ source: `file:${join(logs, '*.log')}` });
  const live = new LiveView(page);
  await expect(live.row('first 10 minutes ago')).toBeVisible();
  // A log that is put there later, with a history of its own.
  writeFileSync(join(logs, 'second.log'), lines('second', 55, 45, 35, 25, 15, 5));
  await expect(live.row('second 5 minutes ago')).toBeVisible();
  await expect(live.total(12)).toBeVisible();
  const inOrder = [60, 55, 50, 45, 40, 35, 30, 25, 20, 15, 10, 5].map(
    (minutes, index) => `${index % 2 === 0 ? 'first' : 'second'} ${String(minutes)} minutes ago`,
  );
  await expect
    .poll(async () => (await live.messages()).map((text) => text.replace(/^Came .*: /, '')))
    .toEqual(inOrder);
  await expect(live.row('second 55 minutes ago')).toContainText(/Came 5[45] min .*after it was logged/);
  await expect(live.row('second 5 minutes ago')).not.toContainText('after it was logged');

  // Its number is found again, as that of any entry.
  await live.row('second 55 minutes ago').click();
  const details = page.getByRole('complementary', { name: 'Entry details' });
  await expect(details).toContainText('Came late by');
  await expect(details).toContainText('second 55 minutes ago');

  appendFileSync(join(logs, 'first.log'), lines('first', 0));
  await page.keyboard.press('Escape');
  await expect(live.row('first 0 minutes ago')).toBeVisible();
  expect((await live.messages()).at(-1)).toContain('first 0 minutes ago');

  await page.getByRole('link', { name: 'Sources' }).click();
  await expect(page.getByRole('main')).toContainText(join(logs, 'second.log'));
  await expect(page.getByRole('main')).toContainText(`2 of ${join(logs, '*.log')}`);
});
