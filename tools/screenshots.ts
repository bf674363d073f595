import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { openPicturedPage } from './screenshots/open-pictured-page.ts';
import type { PageLook } from './screenshots/open-pictured-page.ts';
import { picture } from './screenshots/picture.ts';
import { pictureExportView } from './screenshots/picture-export-view.ts';
import { pictureOpenedFile } from './screenshots/picture-opened-file.ts';
import { pictureLiveView, row, scrollBackTo, settled } from './screenshots/picture-live-view.ts';
import { PicturedMachine } from './screenshots/pictured-machine.ts';
import { findChromium } from './test-run/find-chromium.ts';

/** `npm run screenshots`: draws docs/images anew, from the built page over a generated journal. */
const LIGHT: PageLook = { theme: 'light', width: 1280, height: 680 };
const DARK: PageLook = { ...LIGHT, theme: 'dark' };
const NARROW: PageLook = { ...LIGHT, width: 800 };
const LAST_MESSAGE = 'GET /orders/880416';

const executablePath = findChromium();
await using browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
await pictureADay();
await pictureAnEmptyJournal();
await pictureAClosedJournal();

/** Everything that is seen with a store full of entries. */
async function pictureADay(): Promise<void> {
  await using machine = await PicturedMachine.make();
  let stored = await machine.liveThroughADay();
  machine.lookedHoursAgo(8);
  await using stack = new AsyncDisposableStack();
  const { address, server } = await machine.serve();
  stack.defer(() => server.end('SIGTERM'));
  const open = (look: PageLook) => openPicturedPage(browser, address, machine.root, look);

  const light = await open(LIGHT);
  await pictureReturn(light);
  stored += await machine.writeLiveEntries();
  await shows(light, LAST_MESSAGE, stored);
  await picture(light, 'live-light');
  const dark = await open(DARK);
  await shows(dark, LAST_MESSAGE, stored);
  await picture(dark, 'live-dark');
  await pictureLiveView(light);
  await pictureCommands(dark);
  await pictureGap(dark);

  const narrow = await open(NARROW);
  await shows(narrow, LAST_MESSAGE, stored);
  await picture(narrow, 'narrow');
  await row(narrow, 'payment provider answered').click();
  await narrow.getByRole('complementary').getByText('Origin', { exact: true }).waitFor();
  await picture(narrow, 'narrow-details');

  await pictureOtherViews(light, dark);
  const filtered = await open(LIGHT);
  await filtered.getByRole('searchbox').fill('zyzzyva');
  await filtered.getByRole('heading', { name: 'No entry matches' }).waitFor();
  await settled(filtered);
  await picture(filtered, 'empty-filtered');

  const back = await open(LIGHT);
  await shows(back, LAST_MESSAGE, stored);
  await scrollBackTo(back, 'PANIC');
  await back.getByText('Scrolled back', { exact: true }).waitFor();
  await machine.writeLaterEntries();
  await back.getByText('8 new, 2 errors').waitFor();
  await settled(back);
  await picture(back, 'scrolled-back');

  const path = await machine.exportWarnings('incident.csv');
  const other = await open(LIGHT);
  await settled(other);
  await pictureOpenedFile(other, path);
}

/** What is told to someone who comes back after eight hours, and where the list leads them. */
async function pictureReturn(page: Page): Promise<void> {
  const banner = page.getByRole('status').filter({ hasText: 'Since you last looked' });
  await banner.waitFor();
  await row(page, 'POST /checkout').last().waitFor();
  await settled(page);
  await picture(page, 'unread');
  await banner.getByRole('button', { name: 'Show' }).click();
  await row(page, 'Since you last looked').waitFor();
  await settled(page);
  await picture(page, 'unread-divider');
  await row(page, 'Since you last looked').getByRole('button', { name: 'Dismiss' }).click();
  await page.keyboard.press('End');
}

async function pictureCommands(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('err');
  await page.getByRole('option').filter({ hasText: 'Next error' }).waitFor();
  await picture(page, 'palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await picture(page, 'help');
  await page.keyboard.press('Escape');
}

async function pictureGap(page: Page): Promise<void> {
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'Jump to a time' });
  await dialog.getByRole('textbox').fill('25h ago');
  await dialog.getByRole('button', { name: 'Jump' }).click();
  await scrollBackTo(page, 'Not captured');
  await settled(page);
  await picture(page, 'gap');
  await page.keyboard.press('End');
}

async function pictureOtherViews(light: Page, dark: Page): Promise<void> {
  await light.getByRole('searchbox').fill('"no space left"');
  await row(light, 'Failed to start backup').waitFor({ state: 'detached' });
  await light.getByRole('radio', { name: 'Warnings and errors' }).click();
  await pictureExportView(light);
  await light.getByRole('link', { name: 'Sources' }).click();
  await light.getByText('Every entry is accounted for').waitFor();
  await picture(light, 'sources');
  await dark.getByRole('link', { name: 'Settings' }).click();
  await dark.getByText('Time zone', { exact: true }).first().waitFor();
  await picture(dark, 'settings');
}

async function pictureAnEmptyJournal(): Promise<void> {
  await using machine = await PicturedMachine.make();
  await using stack = new AsyncDisposableStack();
  const { address, server } = await machine.serve();
  stack.defer(() => server.end('SIGTERM'));
  const page = await openPicturedPage(browser, address, machine.root, LIGHT);
  await page
    .getByText(/nothing here yet|has no entries/i)
    .first()
    .waitFor();
  await settled(page);
  await picture(page, 'empty-nothing');
  await page.getByRole('button', { name: 'Pause' }).click();
  await machine.writeLiveEntries();
  await page.getByText('4 entries were stored since you paused.').waitFor();
  await page.getByText('4 entries', { exact: true }).waitFor();
  await picture(page, 'empty-paused');
}

async function pictureAClosedJournal(): Promise<void> {
  await using machine = await PicturedMachine.make();
  machine.useDouble('no-permission');
  await using stack = new AsyncDisposableStack();
  const { address, server } = await machine.serve();
  stack.defer(() => server.end('SIGTERM'));
  const page = await openPicturedPage(browser, address, machine.root, LIGHT);
  await page
    .getByRole('alert')
    .getByText(/usermod/)
    .waitFor();
  await settled(page);
  await picture(page, 'error-permission');
}

/** The list has come as far as this entry, and so have all counts. */
async function shows(page: Page, text: string, stored: number): Promise<void> {
  const all = stored.toLocaleString('en');
  await row(page, text).last().waitFor();
  await page.getByText(`${all} entries`, { exact: true }).waitFor();
  await page.getByRole('status').getByText(all, { exact: true }).waitFor();
  await page.mouse.move(0, 0);
}
