import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './fixtures/repository.ts';
import { LiveView } from './fixtures/live-view.ts';
import { SourcesPage, keepSources } from './fixtures/sources-view.ts';
import { expect, test } from './fixtures/test.ts';

const line = (name: string, second: number) =>
  `2026-11-22T09:00:${String(second).padStart(2, '0')}.000000+00:00 web ${name}[7]: ${name} ${String(second)}.\n`;
const lines = (name: string, ...seconds: readonly number[]) =>
  seconds.map((second) => line(name, second)).join('');

let dataDir: string;
let one: string;
let two: string;

test.beforeEach(async ({ temporaryDir }) => {
  dataDir = join(temporaryDir, 'data');
  one = join(temporaryDir, 'one.log');
  two = join(temporaryDir, 'two.log');
  writeFileSync(one, lines('one', 1, 2));
  writeFileSync(two, lines('two', 3, 4));
  await keepSources(dataDir, `file:${one}`);
});

test('a source that is added is captured at once, and is there again after a restart', async ({
  startApp,
}) => {
  const app = await startApp({ dataDir });
  const live = new LiveView(app.page);
  await expect(live.row('one 2.')).toBeVisible();
  const sources = new SourcesPage(app.page);
  await sources.open();
  await expect(sources.main).not.toContainText('The command line names');
  await sources.addFile(two);
  await expect(sources.card(`file:${two}`)).toContainText('Following');
  await app.page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(live.row('two 4.')).toBeVisible();
  await app.stop();

  appendFileSync(two, lines('two', 5));
  const again = await startApp({ dataDir });
  await expect(new LiveView(again.page).row('two 5.')).toBeVisible();
  const sourcesAgain = new SourcesPage(again.page);
  await sourcesAgain.open();
  await expect.poll(() => sourcesAgain.cards()).toEqual([`file:${one}`, `file:${two}`]);
});

test('a paused source takes nothing; resumed, it takes what was missed, once', async ({ startApp }) => {
  const { page } = await startApp({ dataDir });
  const live = new LiveView(page);
  await expect(live.row('one 2.')).toBeVisible();
  const sources = new SourcesPage(page);
  await sources.open();
  const spec = `file:${one}`;
  await sources.addFile(two);
  await sources.button('Pause', spec).click();
  await expect(sources.card(spec)).toContainText('Paused');
  await expect(sources.button('Resume', spec)).toBeFocused();

  appendFileSync(one, lines('one', 10));
  appendFileSync(two, lines('two', 11));
  await page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(live.row('two 11.')).toBeVisible();
  await expect(live.row('one 10.')).toHaveCount(0);
  await sources.open();
  await sources.button('Pause', `file:${two}`).click();
  await page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(page.getByText('Sources paused')).toBeVisible();

  await sources.open();
  await sources.button('Resume', spec).click();
  await expect(sources.card(spec)).toContainText('Following');
  await page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(live.row('one 10.')).toHaveCount(1);
  await expect(live.total(6)).toBeVisible();
});

test('a source that is removed keeps its entries and can be captured again; the last one leaves an empty list', async ({
  startApp,
}) => {
  const { page } = await startApp({ dataDir });
  const live = new LiveView(page);
  await expect(live.row('one 2.')).toBeVisible();
  const sources = new SourcesPage(page);
  await sources.open();
  const spec = `file:${one}`;
  await sources.remove(spec);
  await expect(sources.main.getByRole('region', { name: 'Nothing is captured' })).toBeVisible();
  const stored = sources.main.getByRole('region', { name: 'Stored, not captured' });
  await expect(stored).toContainText(spec);
  await expect(stored).toContainText('2 entries');
  await page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(live.row('one 2.')).toBeVisible();

  await sources.open();
  await sources.button('Capture again', spec).click();
  await expect(sources.card(spec)).toContainText('Following');
  await expect(stored).toBeHidden();
});

test('sources are moved by the keyboard, and the focus stays on the button', async ({ startApp }) => {
  const { page } = await startApp({ dataDir });
  const sources = new SourcesPage(page);
  await sources.open();
  await sources.addFile(two);
  const up = sources.button('Move up', `file:${two}`);
  await up.focus();
  await up.press('Enter');
  await expect.poll(() => sources.cards()).toEqual([`file:${two}`, `file:${one}`]);
  await expect(up).toBeFocused();
  await expect(page.getByText(`file:${two} is now 1 of 2`)).toBeVisible();
  await up.press('Enter');
  await expect(up).toHaveAttribute('aria-disabled', 'true');
});

test('a specification that means nothing is refused beside the field, one that is captured already too', async ({
  startApp,
}) => {
  const { page } = await startApp({ dataDir });
  const sources = new SourcesPage(page);
  await sources.open();
  const dialog = await sources.beginToAdd('Specification');
  const add = dialog.getByRole('button', { name: 'Add', exact: true });
  await expect(add).toBeDisabled();
  const field = dialog.getByRole('textbox', { name: 'Specification' });
  await field.fill('nonsense');
  await add.click();
  await expect(dialog.getByRole('alert')).toContainText('"nonsense" is no source that Hydrant can read');
  await field.fill(`file:${one}`);
  await expect(dialog.getByRole('alert')).toBeHidden();
  await add.click();
  await expect(dialog.getByRole('alert')).toContainText('is captured already');
  await expect(dialog.getByRole('radio', { name: 'Windows event log' })).toBeDisabled();
  await expect(dialog).toContainText('Only on Windows');
  await dialog.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a source that cannot be read does not keep the others from being captured', async ({
  startApp,
  temporaryDir,
}) => {
  const { page } = await startApp({ dataDir });
  const sources = new SourcesPage(page);
  await sources.open();
  const missing = `file:${join(temporaryDir, 'missing.log')}`;
  await sources.addFile(join(temporaryDir, 'missing.log'));
  await expect(sources.card(missing).getByRole('alert')).toContainText('missing.log');
  await expect(sources.card(missing).getByRole('button', { name: 'Try again' })).toBeVisible();
  appendFileSync(one, lines('one', 20));
  await page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(new LiveView(page).row('one 20.')).toBeVisible();
});

test('why the tool of a source was started again is told, the last time first', async ({
  startApp,
  journal,
  temporaryDir,
}) => {
  await journal.append({ message: 'one' });
  const folder = join(temporaryDir, 'bin');
  mkdirSync(folder);
  symlinkSync(join(REPOSITORY, 'test', 'doubles', 'journalctl-dying.sh'), join(folder, 'journalctl'));
  const environment = { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  const { page } = await startApp({ dataDir, source: journal.source, environment });
  const sources = new SourcesPage(page);
  await sources.open();
  const card = sources.card(journal.source);
  await card.getByText(/^\d+ restarts$/).click();
  const reasons = card.locator('.restarts').getByRole('listitem');
  await expect(reasons.first()).toContainText('journalctl ended (exit 1)');
  await expect(reasons.first()).toContainText('Bad message');
});

test('where the command line names the sources, changes hold until the run ends, and the view says so', async ({
  startApp,
}) => {
  const app = await startApp({ dataDir, source: `file:${two}` });
  const sources = new SourcesPage(app.page);
  await sources.open();
  await expect(sources.main).toContainText('The command line names the sources of this run');
  await sources.addFile(one);
  await expect(sources.card(`file:${one}`)).toContainText('Following');
  await sources.remove(`file:${two}`);
  await expect.poll(() => sources.cards()).toEqual([`file:${one}`]);
  await app.stop();
  const again = await startApp({ dataDir });
  const sourcesAgain = new SourcesPage(again.page);
  await sourcesAgain.open();
  await expect.poll(() => sourcesAgain.cards()).toEqual([`file:${one}`]);
});
