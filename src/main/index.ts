import { join } from 'node:path';
import { defaultDataDir } from '#core/store/default-data-dir.ts';
import type { BrowserWindow } from 'electron';
import { app, dialog, session, utilityProcess } from 'electron';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { Background } from './background.ts';
import { createDesktop } from './desktop.ts';
import { EngineClient } from './engine-client.ts';
import { connectPage } from './ipc.ts';
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
let shell: ShellApi | undefined;
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
  setApplicationMenu(
    () => window,
    (commandId) => shell?.chooseCommand(commandId),
  );
  const engine = startEngine();
  show = () => {
    if (window === undefined) open(engine);
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
    () => engine.close(),
    async () => (await background?.stays()) ?? false,
  );
  // macOS: a click in the dock after the window was closed.
  app.on('activate', show);
  show();
}

function open(engine: EngineClient): void {
  window = openWindow(join(outDir, 'preload', 'index.cjs'));
  window.once('closed', () => (window = undefined));
  shell = new ShellApi(engine, createDesktop(window));
  connectPage(window, shell);
}

function startEngine(): EngineClient {
  return new EngineClient({
    engine: {
      dataDir,
      sources: options.sources,
      capture: 'follow',
    },
    fork: () =>
      utilityProcess.fork(join(import.meta.dirname, 'engine-process.js'), [], {
        serviceName: 'Hydrant engine',
      }),
    onRestarted: () => {
      window?.webContents.reload();
      background?.engineRestarted();
    },
    onGivenUp: (error) =>
      dialog.showErrorBox('Hydrant stopped capturing', `${error.message}\n${error.remedy ?? ''}`),
  });
}
