import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { REPOSITORY } from '../../e2e/fixtures/repository.ts';

const IMAGES = join(REPOSITORY, 'docs', 'images');
/** A picture is read over the network by everyone who opens the README. */
const MAX_BYTES = 250_000;

/** Writes what the page shows to docs/images. @throws when the file is larger than 250 kB. */
export async function picture(page: Page, name: string): Promise<void> {
  const path = join(IMAGES, `${name}.png`);
  await mkdir(IMAGES, { recursive: true });
  // What was said about the step before is none of the picture's.
  await page.locator('.toast > span').waitFor({ state: 'detached' });
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = await stat(path);
  process.stdout.write(`${name}.png: ${String(Math.round(size / 1000))} kB\n`);
  if (size > MAX_BYTES) throw new Error(`${name}.png is larger than ${String(MAX_BYTES)} bytes`);
}
