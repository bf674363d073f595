import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findChromium } from './find-chromium.ts';
import { findTool } from './find-tool.ts';
import { canInstallSystemPackages, installSystemPackages } from './install-system-package.ts';
import { runInGroup } from './run-in-group.ts';

const DOWNLOAD_HOST = process.env['PLAYWRIGHT_DOWNLOAD_HOST'] ?? 'https://cdn.playwright.dev';
const ANSWER_LIMIT_MS = 15_000;
const DOWNLOAD_LIMIT_MS = 240_000;
const VERSION_LIMIT_MS = 30_000;
/** Without any font a page has text of no height, which no test can click. */
const FONTS = 'fonts-dejavu-core';

/** Chromium without windows of its own: a test in it takes three quarters of the processor time. Its package on Debian. */
const HEADLESS_SHELL = 'chromium-headless-shell';

/**
 * Sees to a Chromium for the end-to-end tests: the headless shell where the system's package manager has it, else one that is
 * installed, else Playwright's download, else the package manager's.
 *
 * @returns The path of an executable that starts. Throws with what to do when there is none to be had.
 */
export async function provideChromium(): Promise<string> {
  const shell = await provideHeadlessShell();
  if (shell !== undefined) return shell;

  const installed = findChromium();
  if (installed !== undefined && (await starts(installed))) return installed;

  if (await isReachable(DOWNLOAD_HOST)) {
    console.log('Downloading a Chromium with Playwright.');
    await runInGroup(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], {
      timeLimitMs: DOWNLOAD_LIMIT_MS,
    });
    const downloaded = findChromium();
    if (downloaded !== undefined && (await starts(downloaded))) return downloaded;
  } else {
    console.log(`Playwright's Chromium cannot be downloaded: ${DOWNLOAD_HOST} does not answer.`);
  }

  if (canInstallSystemPackages() && (await installSystemPackages(['chromium', FONTS]))) {
    const packaged = findChromium();
    if (packaged !== undefined && (await starts(packaged))) return packaged;
  }
  throw new Error(
    'No Chromium for the end-to-end tests: install chromium or Google Chrome, or set HYDRANT_CHROMIUM to its path.',
  );
}

/** None where another Chromium is named, nor where it would have to be installed and may not be. */
async function provideHeadlessShell(): Promise<string | undefined> {
  if ((process.env['HYDRANT_CHROMIUM'] ?? '') !== '') return undefined;
  if (findTool(HEADLESS_SHELL) === undefined && canInstallSystemPackages()) {
    await installSystemPackages([HEADLESS_SHELL, FONTS]);
  }
  const path = findTool(HEADLESS_SHELL);
  return path !== undefined && (await starts(path)) ? path : undefined;
}

async function starts(path: string): Promise<boolean> {
  // On Windows Chrome opens a window instead of telling its version.
  if (process.platform === 'win32') return true;
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: VERSION_LIMIT_MS });
    console.log(`Chromium: ${path} (${stdout.trim()})`);
    return true;
  } catch (error) {
    console.log(`${path} does not start: ${error instanceof Error ? error.message.trim() : String(error)}`);
    return false;
  }
}

async function isReachable(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    return true;
  } catch {
    return false; // Whatever the reason, the next way is tried.
  }
}
