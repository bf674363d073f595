import { fieldsOf } from './fixtures/journal-truth.ts';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

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

test('an entry is copied as text and as JSON', async ({ startApp, journal }) => {
  await journal.append({ message: 'copy me', unit: 'printer.service' });
  const app = await startApp({ source: journal.source });
  const live = new LiveView(app.page);
  await live.row('copy me').click();
  await app.page.evaluate(() => {
    // What reaches the clipboard, without reading it: that would need a permission that the app refuses.
    document.addEventListener('copy', () => (document.body.dataset['copied'] = String(getSelection())));
    const { clipboard } = navigator;
    const write = clipboard.writeText.bind(clipboard);
    clipboard.writeText = async (text) => {
      await write(text);
      document.body.dataset['copied'] = text;
    };
  });
  const copied = app.page.locator('body');
  await live.details.getByRole('button', { name: 'Copy as text' }).click();
  await expect(copied).toHaveAttribute('data-copied', /copy me/);
  await live.details.getByRole('button', { name: 'Copy as JSON' }).click();
  await expect(copied).toHaveAttribute('data-copied', /^\{[^]*"MESSAGE"[^]*copy me/);
});
