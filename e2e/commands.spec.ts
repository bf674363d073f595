import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

test('the palette finds a command by some of its letters, runs it and gives the focus back', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'an error', priority: '3' }, { message: 'calm' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('an error')).toBeVisible();
  await live.list.focus();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await expect(field).toBeFocused();
  await page.keyboard.type('prev err');
  const chosen = page.getByRole('option', { selected: true });
  await expect(chosen).toContainText('Previous error');
  await expect(chosen).toContainText('ShiftE');
  await expect(field).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '');
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
  await expect(live.row('an error')).toHaveAttribute('aria-selected', 'true');
  await expect(live.list).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toContainText('Previous error');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(live.list).toBeFocused();
});

test('the palette leaves out what cannot be done now, and offers values to choose', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('one')).toBeVisible();
  await page.getByRole('button', { name: 'All commands' }).click();
  await page.keyboard.type('close the entry');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(page.getByText('No command matches.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Find a command' }).fill('tokyo');
  await page.keyboard.press('Enter');
  await expect(live.status).toContainText('UTC+09:00');
  await live.row('one').click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('close the entry');
  await page.getByRole('option', { name: /Close the entry/ }).click();
  await expect(live.details).toBeHidden();
});

test('a jump to a time says what it reads, points out what it cannot, and brings the list there', async ({
  startApp,
  journal,
}) => {
  const many = Array.from({ length: 120 }, (_, index) => ({ message: `entry ${String(index)}` }));
  await journal.append(...many);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('entry 119')).toBeVisible();
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'Jump to a time' });
  const field = dialog.getByRole('textbox');
  await expect(field).toBeFocused();
  await field.fill('soonish');
  await expect(dialog).toContainText('"soonish" is no time');
  await field.fill('yesterday 17:30');
  await expect(dialog).toContainText(/17:30:00/);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(live.row(/\bentry 0$/)).toBeVisible();
  await expect(page.getByText('Scrolled back', { exact: true })).toBeVisible();
});

test('single keys choose severities, and pause and resume', async ({ startApp, journal }) => {
  await journal.append({ message: 'a warning', priority: '4' }, { message: 'calm' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('calm')).toBeVisible();
  await page.keyboard.press('2');
  await expect.poll(() => live.messages()).toEqual(['a warning']);
  await page.keyboard.press('3');
  await expect.poll(() => live.messages()).toEqual([]);
  await page.keyboard.press('Control+Shift+X');
  await expect.poll(() => live.messages()).toEqual(['a warning', 'calm']);
  await page.keyboard.press('f');
  await expect(page.getByText('Paused by you', { exact: true })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByText('Following', { exact: true })).toBeVisible();
  await page.keyboard.press('Shift+S');
  await expect(page.getByRole('main', { name: 'Sources' })).toBeVisible();
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('main', { name: 'Settings' })).toBeVisible();
});

test('help finds a command and explains the search language', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  await expect(new LiveView(page).row('one')).toBeVisible();
  await page.keyboard.press('F1');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByRole('textbox', { name: 'Find a command' }).fill('oldest');
  await expect(help.getByRole('definition')).toHaveText(['HomeG']);
  await help.getByRole('radio', { name: 'Search language' }).click();
  await expect(help).toContainText('severity');
});
