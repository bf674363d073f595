import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { REPOSITORY } from '../e2e/fixtures/repository.ts';
import { openPicturedPage } from './screenshots/open-pictured-page.ts';
import type { PageLook } from './screenshots/open-pictured-page.ts';
import { ENTRIES_OF_THE_DAY, OLDER_ENTRIES, PicturedMachine } from './screenshots/pictured-machine.ts';
import { STORY_ENTRIES } from './screenshots/story-entries.ts';
import { findChromium } from './test-run/find-chromium.ts';

/** `npm run screenshots`: draws docs/images anew, from the built page over a generated journal. */
const IMAGES = join(REPOSITORY, 'docs', 'images');
/** A picture is read over the network by everyone who opens the README. */
const MAX_BYTES = 250_000;
const LIGHT: PageLook = { theme: 'light', width: 1280, height: 640 };
const DARK: PageLook = { ...LIGHT, theme: 'dark' };
/** The number that the page shows once everything is in the store. */
const ALL_ENTRIES = (OLDER_ENTRIES + ENTRIES_OF_THE_DAY + STORY_ENTRIES).toLocaleString('en');
const LAST_MESSAGE = 'GET /orders/880416';
const NARROW: PageLook = { ...LIGHT, width: 800, height: 700 };

const executablePath = findChromium();
await mkdir(IMAGES, { recursive: true });
await using browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
await pictureADay();
await pictureAnEmptyJournal();
await pictureAClosedJournal();

/** Everything that is seen with a store full of entries. */
async function pictureADay(): Promise<void> {
  await using machine = await PicturedMachine.make();
  await machine.liveThroughADay();
  await using stack = new AsyncDisposableStack();
  const { address, server } = await machine.serve();
  stack.defer(() => server.end('SIGTERM'));
  const open = (look: PageLook) => openPicturedPage(browser, address, machine.root, look);

  const light = await open(LIGHT);
  await shows(light, 'POST /checkout');
  await machine.writeLiveEntries();
  await shows(light, LAST_MESSAGE);
  await picture(light, 'live-light');
  const dark = await open(DARK);
  await shows(dark, LAST_MESSAGE);
  await picture(dark, 'live-dark');

  await row(light, 'could not extend file').click();
  await light.getByRole('complementary').getByText('_SYSTEMD_UNIT').waitFor();
  await picture(light, 'details');
  await light.keyboard.press('Escape');
  await light.keyboard.press('End');

  const narrow = await open(NARROW);
  await shows(narrow, LAST_MESSAGE);
  await picture(narrow, 'narrow');
  await row(narrow, 'payment provider').click();
  await narrow.getByRole('complementary').getByText('_SYSTEMD_UNIT').waitFor();
  await picture(narrow, 'narrow-details');

  await light.getByRole('searchbox').fill('severity>=warning after:"10m ago" -unit:ssh');
  await row(light, 'Accepted publickey').waitFor({ state: 'detached' });
  await counted(light);
  await picture(light, 'search');
  await light.getByRole('searchbox').fill('"no space left"');
  await row(light, 'Failed to start backup').waitFor({ state: 'detached' });
  await light.getByRole('radio', { name: 'Warnings and errors' }).click();
  await light.getByRole('button', { name: 'Export…' }).click();
  await light.getByRole('button', { name: /^Export [\d,]+ entr/ }).click();
  await light.getByText('Exported', { exact: true }).waitFor();
  await picture(light, 'export');
  await light.getByRole('link', { name: 'Sources' }).click();
  await light.getByText('Every entry is accounted for').waitFor();
  await picture(light, 'sources');
  await dark.getByRole('link', { name: 'Settings' }).click();
  await dark.getByText('Data folder').waitFor();
  await picture(dark, 'settings');

  const filtered = await open(LIGHT);
  await filtered.getByRole('searchbox').fill('zyzzyva');
  await filtered.getByRole('heading', { name: 'No entry matches' }).waitFor();
  await counted(filtered);
  await picture(filtered, 'empty-filtered');
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
  await counted(page);
  await picture(page, 'empty-nothing');
  await page.getByRole('button', { name: 'Pause' }).click();
  await machine.writeLiveEntries();
  await page.getByText('4 entries were stored since you paused.').waitFor();
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
  await counted(page);
  await picture(page, 'error-permission');
}

function row(page: Page, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text });
}

/** The list has come as far as this entry; with the last one, so have all counts. */
async function shows(page: Page, text: string): Promise<void> {
  await row(page, text).last().waitFor();
  if (text !== LAST_MESSAGE) return;
  await page.getByText(`${ALL_ENTRIES} entries`, { exact: true }).waitFor();
  await page.getByRole('status').getByText(ALL_ENTRIES, { exact: true }).waitFor();
}

async function counted(page: Page): Promise<void> {
  await page.getByText(/^[\d,]+ entr(?:y|ies)$/).waitFor();
}

async function picture(page: Page, name: string): Promise<void> {
  const path = join(IMAGES, `${name}.png`);
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = await stat(path);
  process.stdout.write(`${name}.png: ${String(Math.round(size / 1000))} kB\n`);
  if (size > MAX_BYTES) throw new Error(`${name}.png is larger than ${String(MAX_BYTES)} bytes`);
}
