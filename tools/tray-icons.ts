/**
 * Draws the icons of the tray from resources/tray/tray.svg: `node bin/run-tool.js tools/tray-icons.ts`. To be run after the drawing was
 * changed; what it writes is committed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { findChromium } from './test-run/find-chromium.ts';

const FOLDER = join(import.meta.dirname, '..', 'resources', 'tray');

/** Panels are 22 to 24 pixels high; Electron takes the file that fits the screen's scale by its suffix. */
const PNG_SIZES = [
  ['tray.png', 24],
  ['tray@1.25x.png', 30],
  ['tray@1.5x.png', 36],
  ['tray@2x.png', 48],
  ['tray@3x.png', 72],
] as const;

/** What Windows asks for at 100, 125, 150, 200, 250 and 300 %. Source: Microsoft, "Construct your Windows app's icon". */
const ICO_SIZES = [16, 20, 24, 32, 40, 48];

const drawing = readFileSync(join(FOLDER, 'tray.svg'), 'utf8');
const executablePath = findChromium();
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
for (const [name, size] of PNG_SIZES) writeFileSync(join(FOLDER, name), await draw(browser, size));
const pictures: Buffer[] = [];
for (const size of ICO_SIZES) pictures.push(await draw(browser, size));
writeFileSync(join(FOLDER, 'tray.ico'), toIco(pictures));
await browser.close();

async function draw(from: Browser, size: number): Promise<Buffer> {
  const page = await from.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>* { margin: 0 } svg { display: block; width: ${String(size)}px; height: ${String(size)}px }</style>${drawing}`,
  );
  const picture = await page.screenshot({ omitBackground: true });
  await page.close();
  return picture;
}

/** An icon file that holds PNG pictures. Source: Microsoft, "Icons" (ICONDIR, ICONDIRENTRY); PNG since Windows Vista. */
function toIco(images: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, image] of images.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(ICO_SIZES[index] ?? 0, at);
    head.writeUInt8(ICO_SIZES[index] ?? 0, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(image.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([head, ...images]);
}
