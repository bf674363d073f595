import type { Locator, Page } from 'playwright-core';
import { picture } from './picture.ts';

/** So high that a form and what comes of it are in the picture. */
const SIZE = { width: 1280, height: 900 };

/** Pictures the export view, on a page whose live view shows warnings and errors about a full disk. */
export async function pictureExportView(page: Page): Promise<void> {
  const usual = page.viewportSize();
  await page.setViewportSize(SIZE);
  await page.getByRole('button', { name: 'Export…' }).click();
  await startButton(page).waitFor();
  await startButton(page).click();
  await batch(page, 1).getByText('Exported', { exact: true }).waitFor();
  await scrollUp(page);
  await page.mouse.move(0, 0);
  await picture(page, 'export');
  await pictureBatches(page);
  await pictureRedaction(page);
  await pictureRecurring(page);
  if (usual !== null) await page.setViewportSize(usual);
}

/** One export that waits, one that is held in the middle, one that is proven. */
async function pictureBatches(page: Page): Promise<void> {
  await showDetails(page, 1);
  await page.getByRole('button', { name: 'Verify files: export #1' }).click();
  await batch(page, 1).getByText('The file is as it was written.').waitFor();
  await page.getByRole('searchbox', { name: 'Search' }).fill('');
  await page.getByRole('button', { name: 'All time' }).click();
  for (const severity of ['Notice', 'Info', 'Debug']) {
    await page.getByRole('button', { name: severity, exact: true }).click();
  }
  await choose(page, 'Format', 'JSON Lines');
  await choose(page, 'Compression', 'zstd');
  await unfold(page, 'Size of the files');
  await page.getByRole('checkbox', { name: 'A new file after so many rows' }).check();
  // So small that there is time to press the next button.
  await page.getByRole('textbox', { name: 'Rows per file' }).fill('50');
  await page.getByText(/in \d{3} files/).waitFor();
  await startButton(page).click();
  await batch(page, 2).getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Pause: export #2' }).click();
  await batch(page, 2).getByText('Paused', { exact: true }).waitFor();
  await batch(page, 1)
    .getByText('The file is as it was written.')
    .evaluate((words) => {
      words.scrollIntoView({ block: 'end' });
    });
  await page.mouse.move(0, 0);
  await picture(page, 'export-batches');
  await page.getByRole('button', { name: 'Cancel: export #2' }).click();
  await batch(page, 2).getByText('Cancelled', { exact: true }).waitFor();
  await page.getByRole('checkbox', { name: 'A new file after so many rows' }).uncheck();
  await unfold(page, 'Size of the files');
}

async function pictureRedaction(page: Page): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search' }).fill('unit:ssh');
  await choose(page, 'Format', 'CSV');
  await choose(page, 'Compression', 'None');
  await unfold(page, 'Redaction');
  await page.getByRole('button', { name: 'Redact all' }).click();
  await page.getByText(/texts to be replaced$/).waitFor();
  await page.getByRole('button', { name: 'Redact nothing' }).evaluate((button) => {
    button.scrollIntoView({ block: 'end' });
  });
  await scrollUp(page);
  await picture(page, 'export-redaction');
  await page.getByRole('button', { name: 'Redact nothing' }).click();
  await unfold(page, 'Redaction');
}

async function pictureRecurring(page: Page): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search' }).fill('');
  await choose(page, 'How often', 'Recurring');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('nightly');
  await page.getByRole('button', { name: 'Save recurring export' }).click();
  const recurring = page.getByRole('region', { name: 'Recurring exports' });
  await recurring.getByText(/every day at 07:00/).waitFor();
  await page.getByRole('button', { name: 'Run now: nightly' }).click();
  await recurring.getByText(/exported as #3/).waitFor();
  await choose(page, 'How often', 'Recurring');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('when it burns');
  await page.getByRole('combobox', { name: 'When' }).selectOption('At many errors at once');
  await page.getByText(/At 10 entries of error or worse within 5 minutes/).waitFor();
  await recurring.getByRole('button', { name: 'Remove: nightly' }).evaluate((button) => {
    button.scrollIntoView({ block: 'end' });
  });
  await scrollUp(page);
  await picture(page, 'export-recurring');
  await choose(page, 'How often', 'Once');
}

function startButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Export [\d,]+ entr/ });
}

function batch(page: Page, id: number): Locator {
  return page.getByRole('listitem', { name: `Export #${String(id)}`, exact: true });
}

async function showDetails(page: Page, id: number): Promise<void> {
  await batch(page, id).getByText('Details', { exact: true }).click();
}

/** Opens a part of the form, or folds it again. */
async function unfold(page: Page, part: string): Promise<void> {
  await page.locator('summary', { has: page.getByText(part, { exact: true }) }).click();
}

async function choose(page: Page, group: string, option: string): Promise<void> {
  const radios = page.getByRole('radiogroup', { name: group, exact: true });
  await radios.getByRole('radio', { name: option, exact: true }).click();
}

/** What will come of the form is what the picture is about. */
async function scrollUp(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'What will be exported' }).evaluate((preview) => {
    preview.scrollIntoView();
  });
}
