import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectRoot } from '#core/engine/project-root.ts';
import type { MachineCheck } from './machine-check.ts';
import { good, limited } from './machine-check.ts';

const ELECTRON_FOLDER = join(projectRoot().folder, 'node_modules', 'electron');
const BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'firefox',
];
const INSTEAD = 'not needed: npm start, or hydrant serve, shows the same app in a browser';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the desktop app can run here: its runtime, a display, a user who may use Chromium's sandbox. */
export function checkDesktop(): MachineCheck[] {
  return [checkElectron(), checkDisplay(), checkBrowser()];
}

/** The runtime is there when its installer wrote path.txt, which it does last. */
export function checkElectron(folder: string = ELECTRON_FOLDER): MachineCheck {
  const name = 'Electron runtime';
  const note = join(folder, 'path.txt');
  if (existsSync(note) && existsSync(join(folder, 'dist', readFileSync(note, 'utf8')))) {
    return good(name, 'is installed');
  }
  return limited(name, 'is not installed', `HYDRANT_SHELL=electron npm start fetches it; ${INSTEAD}`);
}

/** Whether a window could open. */
export function checkDisplay(
  platform: NodeJS.Platform = process.platform,
  environment: Environment = process.env,
  userId: number | undefined = process.getuid?.(),
): MachineCheck {
  const name = 'display';
  if (platform !== 'linux') return good(name, 'the system’s own');
  const display = [environment['WAYLAND_DISPLAY'], environment['DISPLAY']].find((value) => Boolean(value));
  if (display === undefined) return limited(name, 'there is none (DISPLAY, WAYLAND_DISPLAY)', INSTEAD);
  if (userId === 0) {
    return limited(
      name,
      `${display}, but the desktop app does not run as root`,
      'start Hydrant as your own user',
    );
  }
  return good(name, display);
}

/** Whether a browser is installed for the browser shell; one on another machine does as well, over a tunnel. */
export function checkBrowser(
  platform: NodeJS.Platform = process.platform,
  environment: Environment = process.env,
): MachineCheck {
  const name = 'browser';
  if (platform !== 'linux') return good(name, 'the system’s own');
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = BROWSERS.flatMap((browser) => folders.map((folder) => join(folder, browser))).find((path) =>
    existsSync(path),
  );
  return found === undefined
    ? limited(
        name,
        'none is installed',
        'sudo apt-get install chromium; or ssh -L 7100:127.0.0.1:7100 from a machine with one',
      )
    : good(name, found);
}
