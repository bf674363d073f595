import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

const PATTERN = '{time} {thread} <{severity}> {message}';
const clock = (second: number) => `2026-11-22 10:15:${String(second).padStart(2, '0')}`;
const plain = (second: number, severity: string, message: string) =>
  `${clock(second)}.000 pool-1 <${severity}> ${message}\n`;
const json = (second: number, message: string) =>
  `${JSON.stringify({ time: `${clock(second).replace(' ', 'T')}Z`, level: 'info', msg: message })}\n`;

test('a format that was told wrongly is corrected with a pattern that is tried live, and holds from the next line on', async ({
  startApp,
  temporaryDir,
}) => {
  const log = join(temporaryDir, 'orders.log');
  const lines = Array.from({ length: 30 }, (_, second) => plain(second, 'info', `order ${String(second)}`));
  writeFileSync(log, `${lines.join('')}\tat orders.Disk.write\nsomething else\n`);
  const { page } = await startApp({ source: `file:${log}` });
  const live = new LiveView(page);
  await expect(live.row('pool-1 <info> order 3')).toBeVisible();

  await page.getByRole('link', { name: 'Sources' }).click();
  const card = page.getByRole('region', { name: `file:${log}` });
  await expect(card).toContainText('lines like {time} {message}');
  await expect(card).toContainText('told by its lines, for certain');
  await card.getByRole('button', { name: 'Correct the format…' }).click();
  const dialog = page.getByRole('dialog', { name: `Format of file:${log}` });
  await dialog.getByText('Why', { exact: true }).click();
  await expect(dialog).toContainText('It looks like lines like {time} {message}');

  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('A pattern');
  const pattern = dialog.getByRole('textbox', { name: 'Pattern' });
  await pattern.fill('{time} {thread} <{severity {message}');
  await expect(dialog.getByRole('alert')).toContainText('"severity {message" is no name of a field');
  await expect(dialog.getByRole('button', { name: 'Apply' })).toBeDisabled();

  await pattern.fill('{time} [{thread}] {message}');
  await expect(dialog.getByRole('status')).toContainText('0 of 32 lines fit');
  await expect(dialog.getByRole('row', { name: /order 3\b/ })).toContainText('"[" is expected here');

  await pattern.fill(PATTERN);
  await expect(dialog.getByRole('status')).toContainText('31 of 32 lines fit');
  await expect(dialog.getByRole('columnheader')).toHaveText([
    'Line',
    'Time',
    'Severity',
    'thread',
    'Message',
  ]);
  await expect(dialog.getByRole('row', { name: /order 3$/ })).toContainText('pool-1');
  await dialog.getByRole('radio', { name: 'Those that do not fit (1)' }).click();
  await expect(dialog.getByRole('row', { name: 'something else' })).toContainText(
    'no time that {time} can read stands here',
  );
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog).toBeHidden();
  await expect(card).toContainText(`lines like ${PATTERN}`);
  await expect(card).toContainText('said by you');

  await page.getByRole('link', { name: 'Live' }).click();
  appendFileSync(log, plain(40, 'error', 'the disk is full'));
  const row = live.row('the disk is full');
  await expect(row).toBeVisible();
  await expect(row).toContainText('Error');
  await expect(row).not.toContainText('pool-1 <error>');
  // What is stored stays.
  await expect(live.row('pool-1 <info> order 29')).toBeVisible();
});

test('what is in quarantine is tried again with a pattern and stands in the list at its time', async ({
  startApp,
  temporaryDir,
}) => {
  const log = join(temporaryDir, 'shop.log');
  const early = plain(1, 'warn', 'early a') + plain(2, 'error', 'early b');
  writeFileSync(
    log,
    `# shop 4.2\n${early}${[3, 4, 6, 7].map((second) => json(second, `later ${String(second)}`)).join('')}`,
  );
  const { page } = await startApp({ source: `file:${log}` });
  const live = new LiveView(page);
  await expect(live.row('later 7')).toBeVisible();
  expect(await live.messages()).toEqual(['later 3', 'later 4', 'later 6', 'later 7']);

  await page.getByRole('link', { name: 'Sources' }).click();
  const quarantine = page.getByRole('region', { name: 'Quarantine' });
  await quarantine.getByText('no line before it begins an entry').click();
  await quarantine.getByText('# shop 4.2').click();
  await expect(quarantine.getByLabel('Bytes')).toContainText('early b');
  await quarantine.getByRole('button', { name: 'Try again with a format…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Try 1 piece again' });
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('A pattern');
  await dialog.getByRole('textbox', { name: 'Pattern' }).fill(PATTERN);
  await expect(dialog.getByRole('status')).toContainText('2 of 3 lines fit');
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog).toContainText('2 entries are stored. 1 piece stays in quarantine.');
  await expect(dialog).toContainText('no line before it begins an entry in this format');
  await dialog.locator('.format-actions').getByRole('button', { name: 'Close' }).click();
  await expect(quarantine).toContainText('no line before it begins an entry in this format');
  const card = page.getByRole('region', { name: `file:${log}`, exact: true }).first();
  await expect(card).toContainText('Every entry is accounted for');

  await page.getByRole('link', { name: 'Live' }).click();
  await expect(live.row('early b')).toBeVisible();
  const messages = (await live.messages()).map((text) => text.replace(/^Came .*: /, ''));
  expect(messages).toEqual(['early a', 'early b', 'later 3', 'later 4', 'later 6', 'later 7']);
  await expect(live.row('early b')).toContainText('Error');
});
