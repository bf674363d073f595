import type { Page } from 'playwright-core';
import { picture } from './picture.ts';
import { row, settled } from './picture-live-view.ts';

/** Pictures an exported file that is opened in the page of the log. @param path - As the page is to name it. */
export async function pictureOpenedFile(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog', { name: 'Open a log file' });
  await dialog.getByRole('textbox').fill(path);
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('region', { name: 'Opened file' }).waitFor();
  await page.getByRole('searchbox').fill('"no space left"');
  await row(page, 'no space left').last().click();
  await page
    .getByRole('complementary', { name: 'Entry details' })
    .getByText(/;row=\d/)
    .waitFor();
  await settled(page);
  await page.mouse.move(0, 0);
  await picture(page, 'opened-file');
}
