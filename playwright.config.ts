import { defineConfig } from '@playwright/test';
import type { ShellKind } from './e2e/fixtures/app-under-test.ts';
import { chooseElectronRuntime } from './e2e/fixtures/electron-runtime.ts';
import { findChromium } from './tools/test-run/find-chromium.ts';

const executablePath = findChromium();

/**
 * Specs about the page alone. The stand-in shows it in the same Chromium as the browser shell, so there they would only be run
 * twice; real Electron has a Chromium of its own and runs them all.
 */
const PAGE_SPECS = [
  'accessibility',
  'announcements',
  'appearance',
  'bookmarks',
  'busy-machine',
  'columns',
  'commands',
  'context',
  'details',
  'doctor',
  'exports-options',
  'facets',
  'filter',
  'follow',
  'formats',
  'histogram',
  'keyboard',
  'list',
  'scrollbar',
  'search',
  'selection',
  'settings',
  'severities',
  'unread',
].map((name) => `**/${name}.spec.ts`);
const isStandIn = chooseElectronRuntime().kind === 'stand-in';

export default defineConfig<object, { shell: ShellKind }>({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // The specs share one journal service and one machine: two at once would see each other's entries and steal each other's time.
  workers: 1,
  fullyParallel: false,
  // A test that passes at the second try has found something.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  globalTimeout: 40 * 60_000,
  // A busy build machine is slow, and slow is not wrong; what must be fast is measured elsewhere.
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    // Without pictures, which cost a tenth of the processor time of every test that passes.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      args: ['--no-sandbox', '--disable-background-networking'],
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
  projects: [
    // Specs in a folder named after a shell are about that shell alone.
    { name: 'browser-shell', use: { shell: 'browser' }, testIgnore: '**/electron/**' },
    {
      name: 'electron-shell',
      use: { shell: 'electron' },
      testIgnore: ['**/browser/**', ...(isStandIn ? PAGE_SPECS : [])],
    },
  ],
});
