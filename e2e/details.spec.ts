import { fieldsOf } from './fixtures/journal-truth.ts';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';
import { watchCopies } from './fixtures/watch-copies.ts';

test('the details show every field that journalctl knows, also several values of one name', async ({
  startApp,
  journal,
}) => {
  await journal.append({
    message: 'link is up',
    priority: '4',
    unit: 'network.service',
    fields: [
      ['_UDEV_DEVLINK', '/dev/disk/by-id/one'],
      ['_UDEV_DEVLINK', '/dev/disk/by-path/two'],
      ['CODE_FILE', 'src/link.c'],
      ['ERRNO', '22'],
      ['REQUEST', 'GET /?q=<b> HTTP/1.1'],
      ['LINES', 'first\nsecond'],
    ],
  });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('link is up').click();
  await expect(live.details).toBeVisible();
  await expect(live.details).toContainText('link is up');
  await expect(live.details).toContainText('Warning');
  const [entry] = journal.read();
  if (entry === undefined) throw new Error('The journal is empty.');
  for (const [name, values] of fieldsOf(entry)) {
    const term = live.details.getByText(name, { exact: true });
    await expect(term, name).toHaveCount(values.length);
    for (const value of values) await expect(live.details, name).toContainText(value);
  }
  await expect(live.details).toContainText(entry['__CURSOR']);
});

test('the details follow the chosen row by keyboard, and Escape closes them', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'upper' }, { message: 'lower' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('lower').click();
  await expect(live.details).toContainText('lower');
  await live.list.focus();
  await page.keyboard.press('ArrowUp');
  await expect(live.details).toContainText('upper');
  await expect(live.row('upper')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(live.details).toBeHidden();
});

test('a field longer than a page is shown in part first and wholly on request', async ({
  startApp,
  journal,
}) => {
  const long = `${'x'.repeat(20_000)} the end`;
  await journal.append({ message: 'short', fields: [['PAYLOAD', long]] });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('short').click();
  await expect(live.details).toContainText('PAYLOAD');
  await expect(live.details).not.toContainText('the end');
  await live.details.getByRole('button', { name: /show all/i }).click();
  await expect(live.details).toContainText('the end');
});

test('an entry is copied as text, as JSON and as a CSV row', async ({ startApp, journal }) => {
  await journal.append({ message: 'copy, me', unit: 'printer.service' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('copy, me').click();
  const copied = await watchCopies(page);
  await live.details.getByRole('button', { name: 'Copy as text' }).click();
  await expect(copied).toHaveAttribute('data-copied', /copy, me$/);
  await live.details.getByRole('button', { name: 'Copy as JSON' }).click();
  await expect(copied).toHaveAttribute('data-copied', /^\{\n[^]*"message": "copy, me"[^]*"_SYSTEMD_UNIT"/);
  await live.details.getByRole('button', { name: 'Copy as CSV row' }).click();
  await expect(copied).toHaveAttribute('data-copied', /^\d[^\n]*"copy, me"/);
});

test('every field can be filtered by, excluded and copied as a query, with the mouse and with keys', async ({
  startApp,
  journal,
}) => {
  await journal.append(
    { message: 'one', unit: 'a.service', fields: [['REQUEST', 'GET /?q="x y"']] },
    { message: 'two', unit: 'b.service' },
    { message: 'three', unit: 'a.service' },
  );
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('one').click();
  const copied = await watchCopies(page);
  await live.details.getByText('a.service').first().hover();
  await live.details.getByRole('button', { name: 'Only this: Unit' }).click();
  await expect(live.search).toHaveValue('unit:a.service');
  await expect.poll(() => live.messages()).toEqual(['one', 'three']);
  await live.details.getByRole('button', { name: 'Exclude this: Unit' }).click();
  await expect(live.search).toHaveValue('-unit:a.service');
  await expect.poll(() => live.messages()).toEqual(['two']);
  await expect(live.details).toContainText('does not match the present filter');
  const actions = live.details.getByRole('toolbar', { name: 'What to do with REQUEST' });
  await actions.getByRole('button', { name: 'Only this: REQUEST' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(actions.getByRole('button', { name: 'Copy as query: REQUEST' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(copied).toHaveAttribute('data-copied', String.raw`REQUEST:"GET /?q=\"x y\""`);
});

test('JSON and XML are indented with all their digits, and shown as they are on request', async ({
  startApp,
  journal,
}) => {
  const json = '{"id":9007199254740993,"who":{"name":"<img src=x onerror=alert(1)>"}}';
  await journal.append({
    message: `request failed: ${json}`,
    fields: [['EVENT', '<e><n a="1">x</n></e>']],
  });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('request failed').click();
  await expect(live.details).toContainText('  "id": 9007199254740993,\n');
  await expect(live.details).toContainText('"name": "<img src=x onerror=alert(1)>"');
  await expect(live.details).toContainText('<e>\n  <n a="1">x</n>\n</e>');
  expect(await live.details.locator('img').count()).toBe(0);
  await live.details.getByRole('radio', { name: 'Raw' }).first().click();
  await expect(live.details).toContainText(`request failed: ${json}`);
});

test('groups are closed for every entry, and the raw fields are filtered', async ({ startApp, journal }) => {
  const fields = Array.from({ length: 12 }, (_, index) => [`FIELD_${String(index)}`, 'x'] as const);
  await journal.append({ message: 'upper' }, { message: 'lower', fields });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('lower').click();
  await live.details.getByRole('searchbox', { name: 'Filter the fields' }).fill('field_7');
  await expect(live.details.getByText('FIELD_7')).toBeVisible();
  await expect(live.details.getByText('FIELD_8')).toBeHidden();
  const origin = live.details.getByRole('button', { name: 'Origin' });
  await origin.click();
  await expect(origin).toHaveAttribute('aria-expanded', 'false');
  await live.details.getByRole('button', { name: 'Previous entry' }).click();
  await expect(live.details).toContainText('upper');
  await expect(origin).toHaveAttribute('aria-expanded', 'false');
  await live.details.getByRole('button', { name: 'Next entry' }).click();
  await expect(live.details).toContainText('lower');
});

test('a message of megabytes is opened in full, page by page, and copied whole', async ({
  startApp,
  journal,
}) => {
  const message = `begin ${'0123456789'.repeat(300_000)} the very end`;
  await journal.append({ message });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('begin').click();
  const copied = await watchCopies(page, 'length');
  await live.details
    .getByRole('button', { name: /^Open in full/ })
    .first()
    .click();
  const whole = page.getByRole('dialog', { name: 'Message, in full' });
  await expect(whole.getByText('Part 1 of 46')).toBeVisible();
  await expect(whole).toContainText('begin 0123');
  for (let part = 1; part < 46; part += 1) await whole.getByRole('button', { name: 'Next part' }).click();
  await expect(whole).toContainText('the very end');
  await whole.getByRole('button', { name: 'Copy all of it' }).click();
  await expect(copied).toHaveAttribute('data-copied', String(message.length));
  await page.keyboard.press('Escape');
  await expect(whole).toBeHidden();
});
