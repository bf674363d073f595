import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findTool, isExecutable } from './find-tool.ts';

/** What the system's own packages call it. */
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** Where it lies on systems that do not put programs on the PATH. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env['PROGRAMFILES'] ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  join(
    process.env['PROGRAMFILES(X86)'] ?? 'C:\\Program Files (x86)',
    'Microsoft',
    'Edge',
    'Application',
    'msedge.exe',
  ),
];

/**
 * Finds a Chromium for the end-to-end tests: the one that HYDRANT_CHROMIUM names, else an installed one, else one that
 * Playwright has downloaded before.
 *
 * @returns The path of its executable, or undefined when there is none.
 */
export function findChromium(): string | undefined {
  const named = process.env['HYDRANT_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  for (const command of COMMANDS) {
    const path = findTool(command);
    if (path !== undefined) return path;
  }
  return [...PLACES, chromium.executablePath()].find(isExecutable);
}
