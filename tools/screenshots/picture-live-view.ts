import type { Locator, Page } from 'playwright-core';
import { picture } from './picture.ts';

/** A part of the list's height. */
const TURN_PX = 150;

/** Pictures the list and what lies over it, on a page that follows a log with the story at its end. */
export async function pictureLiveView(page: Page): Promise<void> {
  await scrollBackTo(page, 'could not extend file');
  await row(page, 'could not extend file').click();
  await details(page).getByText('Origin', { exact: true }).waitFor();
  await settled(page);
  await picture(page, 'details');
  await details(page).getByRole('button', { name: 'Bookmark', exact: true }).click();
  await note(page, 'Here the database fell over');
  await leaveEntry(page);
  await row(page, 'payment.webhook').click();
  await details(page).getByText('"ECONNREFUSED"').first().waitFor();
  await picture(page, 'details-json');
  await leaveEntry(page);

  await pictureSearches(page);
  await pictureContext(page);
  await pictureBookmarks(page);
  await pictureSelection(page);
  await pictureRepeats(page);
  await pictureRange(page);
}

async function pictureSearches(page: Page): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.click();
  await search.pressSequentially('severity>=warning unit:checkout,s');
  await page.getByRole('listbox', { name: 'Suggestions' }).getByText('ssh.service').waitFor();
  await row(page, 'order 880415 could not').waitFor();
  await settled(page);
  await picture(page, 'suggestions');
  await search.fill('severity>=warning after:"2h ago" -unit:backup');
  await page.keyboard.press('Enter');
  await row(page, 'Accepted publickey').waitFor({ state: 'detached' });
  await settled(page);
  await picture(page, 'search');
  await search.fill('');
  await page.getByRole('radio', { name: 'Errors', exact: true }).click();
  await row(page, 'Accepted publickey').waitFor({ state: 'detached' });
  await openFacets(page);
  await settled(page);
  await picture(page, 'facets');
  await page.getByRole('button', { name: 'Close facets' }).click();
  await page.getByRole('radio', { name: 'All', exact: true }).click();
  await row(page, 'Accepted publickey').waitFor();
}

async function openFacets(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Facets', exact: true }).click();
  await page
    .getByRole('complementary', { name: 'Facets' })
    .getByRole('button', { name: /^checkout/ })
    .first()
    .waitFor();
}

async function pictureContext(page: Page): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search' }).fill('"no space left" unit:backup');
  await row(page, 'Accepted publickey').waitFor({ state: 'detached' });
  await row(page, 'shop.dump.zst').click();
  await details(page).getByRole('button', { name: 'Show in context' }).click();
  await page.getByRole('group', { name: 'Context' }).waitFor();
  await row(page, 'Write error saving DB').last().waitFor();
  await settled(page);
  await picture(page, 'context');
  await page.getByRole('group', { name: 'Context' }).getByRole('button').first().click();
  await leaveEntry(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill('');
  await row(page, 'Accepted publickey').waitFor();
}

async function pictureBookmarks(page: Page): Promise<void> {
  await scrollBackTo(page, '/srv is 91 %');
  await row(page, '/srv is 91 %').click();
  await details(page).getByText('Origin', { exact: true }).waitFor();
  await details(page).getByRole('button', { name: 'Bookmark', exact: true }).click();
  await note(page, 'First sign: the disk is nearly full');
  await page.getByRole('button', { name: 'Bookmarks', exact: true }).click();
  const list = page.getByRole('dialog', { name: 'Bookmarks' });
  await list.getByText('Here the database fell over').waitFor();
  await settled(page);
  await picture(page, 'bookmarks');
  await page.keyboard.press('Escape');
  await leaveEntry(page);
}

async function note(page: Page, words: string): Promise<void> {
  const field = details(page).getByRole('textbox', { name: 'Note' });
  await field.fill(words);
  await field.blur();
  await details(page).getByText('Saved', { exact: true }).waitFor();
}

async function pictureSelection(page: Page): Promise<void> {
  await row(page, 'removed /srv/backup').click();
  await row(page, 'Started postgresql').click({ modifiers: ['Shift'] });
  await page.getByRole('toolbar', { name: 'Selected entries' }).waitFor();
  await settled(page);
  await picture(page, 'selection');
  await leaveEntry(page);
}

async function pictureRepeats(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByLabel('Fold repeats').check();
  await row(page, '×').filter({ hasText: 'cannot fetch jobs' }).waitFor();
  await settled(page);
  await picture(page, 'repeats');
  await page.getByLabel('Fold repeats').uncheck();
  await page.keyboard.press('Escape');
}

/** The hour in which the payment provider did not answer, chosen in the histogram. */
async function pictureRange(page: Page): Promise<void> {
  const bars = page.getByRole('slider', { name: 'Entries over time' });
  const box = await bars.boundingBox();
  if (box === null) throw new Error('The histogram is not on the page.');
  await page.mouse.move(box.x + RANGE.from * box.width, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + RANGE.until * box.width, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  const chosen = page.getByRole('group', { name: 'Chosen range' });
  await chosen.getByText(/entries/).waitFor();
  await picture(page, 'histogram-range');
  await chosen.getByRole('button', { name: 'Only this range' }).click();
  await page.getByRole('radio', { name: 'Errors', exact: true }).click();
  await row(page, 'payment provider did not answer').first().waitFor();
  await settled(page);
  await picture(page, 'histogram-filtered');
  await page.getByRole('button', { name: /^Remove the time range/ }).click();
  await page.getByRole('radio', { name: 'All', exact: true }).click();
  await page.keyboard.press('End');
}

/** Shares of the histogram's width: the pictured log spans 37 hours. */
const RANGE = { from: 1 - 7.7 / 37, until: 1 - 7.0 / 37 };

/** The row of the list with this text. */
export function row(page: Page, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text });
}

/** Turns the wheel until the row with this text is drawn. */
export async function scrollBackTo(page: Page, text: string): Promise<void> {
  const list = page.getByRole('grid', { name: 'Log entries' });
  const box = await list.boundingBox();
  if (box === null) throw new Error('The list is not on the page.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  while ((await row(page, text).count()) === 0) {
    await page.mouse.wheel(0, -TURN_PX);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  // Rows are drawn a little before they are in sight.
  await page.mouse.wheel(0, -TURN_PX);
}

/** All that is counted has been counted, and the pointer points to nothing. */
export async function settled(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.getByText(/^[\d,]+ entr(?:y|ies)$/).waitFor();
}

function details(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Entry details' });
}

async function leaveEntry(page: Page): Promise<void> {
  await details(page).getByRole('button', { name: 'Close details' }).click();
  await page.keyboard.press('End');
}
