import { delimiter, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { REPOSITORY } from './fixtures/repository.ts';
import { TestJournal } from './fixtures/test-journal.ts';
import { expect, test } from './fixtures/test.ts';
import { watchCopies } from './fixtures/watch-copies.ts';

const COMMAND = 'sudo usermod -aG systemd-journal "$USER"';

/** A machine whose journal this user may not read until there is the folder `opened`. */
function closedJournal(opened: string): Record<string, string> {
  const doubles = join(REPOSITORY, 'e2e', 'doubles', 'no-permission');
  return { OPENED_JOURNAL: opened, PATH: `${doubles}${delimiter}${process.env['PATH'] ?? ''}` };
}

async function openPanel(page: Page): Promise<Locator> {
  await page.getByRole('link', { name: 'Sources' }).click();
  const panel = page.getByRole('region', { name: 'What this user may read' });
  await expect(panel.getByText(/^Of the logs .* Tested as /)).toBeVisible();
  return panel;
}

test('a journal that may not be read comes with the reason and the command, and is found readable once it is', async ({
  startApp,
  temporaryDir,
}) => {
  const opened = join(temporaryDir, 'opened');
  const { page } = await startApp({ source: 'journal', environment: closedJournal(opened) });
  const panel = await openPanel(page);
  const worst = panel.getByRole('listitem').first();
  await expect(worst).toContainText('Journal Nothing of it');
  await expect(worst).toContainText('No permission to read the journal.');
  await expect(worst).toContainText('Then log out and in again');
  const copied = await watchCopies(page);
  await worst.getByRole('button', { name: 'Copy command' }).click();
  await expect(copied).toHaveAttribute('data-copied', COMMAND);

  await new TestJournal(opened).append({ message: 'of the system' });
  await expect(worst, 'what is shown is what was tested').toContainText('Nothing of it');
  const again = panel.getByRole('button', { name: 'Test again' });
  await again.click();
  const journal = panel.getByRole('listitem').filter({ hasText: /^Journal/ });
  await expect(journal).toContainText('All of it');
  await expect(journal).toContainText(/may read the entries of the system and of all users \(systemd \d+/);
  await expect(journal).toContainText('Captured');
  await expect(panel).not.toContainText('usermod');
  await expect(page.locator('[aria-live=polite]').filter({ hasText: /^Tested: \d/ })).toBeVisible();
  await expect(again, 'whoever works by keyboard goes on from there').toBeFocused();
});

test('a log that could be captured and is not is named as a source, and what other systems have is told apart', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one' });
  const environment = closedJournal(journal.directory);
  const { page } = await startApp({ source: journal.source, environment });
  const panel = await openPanel(page);
  const item = panel.getByRole('listitem').filter({ hasText: /^Journal/ });
  await expect(item).toContainText('Not captured; as a source: journal');
  const elsewhere = panel.getByText(/^Not on this system: .*Windows event log/);
  await expect(panel.getByText('Only Windows has it.')).toBeHidden();
  await elsewhere.click();
  await expect(panel.getByText('Only Windows has it.')).toBeVisible();
});
