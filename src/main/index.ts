import { join } from 'node:path';
import { EventHub } from '#core/engine/event-hub.ts';
import { OpenedFiles } from '#core/engine/opened-files.ts';
import { defaultDataDir } from '#core/store/default-data-dir.ts';
import type { BrowserWindow, UtilityProcess } from 'electron';
import { app, dialog, session, utilityProcess } from 'electron';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { Background } from './background.ts';
import { createDesktop } from './desktop.ts';
import { EngineClient } from './engine-client.ts';
import { connectPage } from './ipc.ts';
import { logIdOf } from './log-address.ts';
import { setApplicationMenu } from './menu.ts';
import { quitInOrder } from './quit.ts';
import { refuseLeavingTheApp, refusePermissions } from './security.ts';
import { ShellApi } from './shell-api.ts';
import { parseShellOptions } from './shell-options.ts';
import { claimSingleInstance } from './single-instance.ts';
import { keepUserDataIn } from './user-data.ts';
import { focusWindow, openWindow } from './window.ts';

// The desktop app's composition root: what is made, in which order, and who is given to whom.

const outDir = join(import.meta.dirname, '..');
const options = parseShellOptions(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());
const dataDir = options.dataDir ?? defaultDataDir();
let window: BrowserWindow | undefined;
let background: Background | undefined;
/** Opens the window, or brings it forward. Until the app is ready there is none to be shown. */
let show: () => void = () => undefined;

app.setName('Hydrant');
// The same as in electron-builder.yml: without it Windows shows no notification. Source: Electron documentation, "Notifications".
if (process.platform === 'win32') app.setAppUserModelId('io.github.hydrant.Hydrant');

if (keepUserDataIn(join(dataDir, 'desktop')) && claimSingleInstance(() => show())) {
  registerAppScheme();
  app.enableSandbox();
  refuseLeavingTheApp();
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  void app.whenReady().then(start);
} else {
  app.quit();
}

function start(): void {
  refusePermissions(session.defaultSession);
  serveApp(join(outDir, 'renderer'));
  const menu = new EventHub();
  setApplicationMenu(
    () => window,
    (id) => menu.emit('shell.commandChosen', { id }),
  );
  const engine = startEngine();
  const files = new OpenedFiles({ open: openFile, isShown: (logId) => logId === shownLogId() });
  show = () => {
    if (window === undefined) open({ engine, files, menu });
    else focusWindow(window);
  };
  background = new Background({
    engine,
    iconDirectory: join(outDir, '..', 'resources', 'tray'),
    toldPath: join(app.getPath('userData'), 'told-of-tray'),
    show,
    hasWindow: () => window !== undefined,
  });
  quitInOrder(
    async () => void (await Promise.all([engine.close(), files.closeAll()])),
    async () => (await background?.stays()) ?? false,
  );
  // macOS: a click in the dock after the window was closed.
  app.on('activate', show);
  show();
}

interface Shown {
  engine: EngineClient;
  files: OpenedFiles<EngineClient>;
  menu: EventHub;
}

function open({ engine, files, menu }: Shown): void {
  window = openWindow(join(outDir, 'preload', 'index.cjs'));
  window.once('closed', () => {
    window = undefined;
    // Nothing leads back to them.
    void files.closeAll();
  });
  const desktop = createDesktop(window);
  connectPage(window, (address) => {
    const file = files.find(logIdOf(address) ?? '');
    const openedFile = file === undefined ? null : { path: file.path, name: file.name };
    return new ShellApi(file?.engine ?? engine, { desktop, files, menu, openedFile });
  });
}

function startEngine(): EngineClient {
  const engineOptions = { dataDir, sources: options.sources, capture: 'follow' } as const;
  return new EngineClient({
    opening: { kind: 'open', options: engineOptions },
    fork: forkEngine,
    onRestarted: () => {
      window?.webContents.reload();
      background?.engineRestarted();
    },
    onGivenUp: (error) =>
      dialog.showErrorBox('Hydrant stopped capturing', `${error.message}\n${error.remedy ?? ''}`),
  });
}

/** Resolves when the file is recognised; a file that is none leaves no process behind. */
async function openFile(path: string): Promise<EngineClient> {
  const client = new EngineClient({
    opening: { kind: 'open-file', dataDir, path },
    fork: forkEngine,
    onRestarted: () => window?.webContents.reload(),
    onGivenUp: (error) =>
      dialog.showErrorBox(`Hydrant cannot show ${path}`, `${error.message}\n${error.remedy ?? ''}`),
  });
  try {
    await client.call('app.describe', {});
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

function forkEngine(): UtilityProcess {
  const path = join(import.meta.dirname, 'engine-process.js');
  return utilityProcess.fork(path, [], { serviceName: 'Hydrant engine' });
}

function shownLogId(): string | null {
  return window === undefined ? null : logIdOf(window.webContents.getURL());
}
