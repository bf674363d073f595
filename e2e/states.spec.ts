import { delimiter, join } from 'node:path';
import { LiveView } from './fixtures/live-view.ts';
import { REPOSITORY } from './fixtures/repository.ts';
import { TestJournal } from './fixtures/test-journal.ts';
import { expect, test } from './fixtures/test.ts';

test('an empty journal says that there is nothing yet, and the first entry takes its place', async ({
  startApp,
  journal,
}) => {
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  const heading = page.getByRole('heading', { name: 'Nothing here yet' });
  await expect(heading).toBeVisible();
  await expect(page.getByText('has no entries')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await journal.append({ message: 'the first' });
  await expect(live.row('the first')).toBeVisible();
  await expect(heading).toBeHidden();
});

test('an empty list that is paused says so, and how many entries wait', async ({ startApp, journal }) => {
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.total(0)).toBeVisible();
  await live.button('Pause').click();
  await journal.append({ message: 'one' }, { message: 'two' });
  await expect(page.getByText('2 entries were stored since you paused.')).toBeVisible();
  await expect(live.rows).toHaveCount(0);
  await live.button('Resume').last().click();
  await expect(live.rows).toHaveCount(2);
});

test('a filter that lets nothing pass says how many entries it holds back', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' }, { message: 'two' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(2);
  await page.getByRole('radio', { name: 'Errors', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No entry matches' })).toBeVisible();
  await expect(page.getByText('None of the 2 stored entries passes the filter.')).toBeVisible();
  await live.button('Clear filters').click();
  await expect(live.rows).toHaveCount(2);
});

test('a journal that does not exist is named, and trying again finds it once it does', async ({
  startApp,
  temporaryDir,
}) => {
  const directory = join(temporaryDir, 'not-yet');
  const { page } = await startApp({ source: `journal:${directory}` });
  const live = new LiveView(page);
  const problem = page.getByRole('alert');
  await expect(problem).toContainText(directory);
  await expect(problem).toContainText(/does not exist/);
  await new TestJournal(directory).append({ message: 'now it does' });
  // The listener may find it by itself this very moment; then there is nothing left to click.
  await problem.getByRole('button', { name: 'Try again' }).evaluateAll((buttons) => {
    for (const button of buttons) (button as HTMLElement).click();
  });
  await expect(live.row('now it does')).toBeVisible();
  await expect(problem).toBeHidden();
});

test('a journal that may not be read is said so, with the command that mends it', async ({ startApp }) => {
  const doubles = join(REPOSITORY, 'e2e', 'doubles', 'no-permission');
  const { page } = await startApp({
    source: 'journal',
    environment: { PATH: `${doubles}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  const problem = page.getByRole('alert');
  await expect(problem).toContainText(/permission/i);
  await expect(problem).toContainText('usermod -aG systemd-journal');
  await expect(problem.getByRole('button', { name: 'Try again' })).toBeVisible();
});
