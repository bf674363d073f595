/**
 * What `import … from 'electron'` gives when code runs on the stand-in: a test double of Electron's main-process module,
 * over a headless Chromium. It has what Hydrant's main process uses and throws on everything else. A run on it proves
 * Hydrant's own code, and nothing about Electron.
 */
import { StandInWindow } from './browser-window.ts';
import type { WindowOptions } from './browser-window.ts';
import type { ProtocolHandler } from './chromium-host.ts';
import { ChromiumHost } from './chromium-host.ts';
import { IpcMain } from './ipc-main.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import { StandInApp } from './stand-in-app.ts';
import { StandInNotification } from './stand-in-notification.ts';
import { StandInSession } from './stand-in-session.ts';
import type { StandInMenu, StandInMenuItem } from './stand-in-tray.ts';
import { StandInTray } from './stand-in-tray.ts';
import { UtilityProcess } from './utility-process.ts';

const chromium = new ChromiumHost();
const standInApp = new StandInApp(chromium);
const standInIpcMain = new IpcMain();
const defaultSession = new StandInSession();
const registeredSchemes = new Set<string>();
let applicationMenu: unknown;

export const app = refuseUnknown('app', standInApp);

export const ipcMain = refuseUnknown('ipcMain', standInIpcMain);

export const session = refuseUnknown('session', {
  defaultSession: refuseUnknown('session.defaultSession', defaultSession),
});

export const protocol = refuseUnknown('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]): void {
    if (standInApp.isReady()) throw new Error('Schemes must be registered before ready.');
    for (const { scheme, privileges } of schemes) {
      if (!privileges['standard'] || !privileges['secure']) {
        throw new Error('The Electron stand-in only has standard, secure schemes.');
      }
      registeredSchemes.add(scheme);
    }
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    if (!standInApp.isReady()) throw new Error('protocol.handle() must be called after ready.');
    if (!registeredSchemes.has(scheme)) throw new Error(`The scheme ${scheme} was not registered.`);
    chromium.handle(scheme, handler);
  },
});

export class BrowserWindow extends StandInWindow {
  static getAllWindows(): StandInWindow[] {
    return [...standInApp.windows];
  }

  constructor(options: WindowOptions) {
    if (!standInApp.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    super(
      {
        chromium,
        ipcMain: standInIpcMain,
        session: defaultSession,
        onCreated: (window) => {
          standInApp.windows.add(window);
          standInApp.emit('web-contents-created', {}, window.webContents);
        },
        onClosed: (window) => standInApp.windowClosed(window),
      },
      options,
    );
  }
}

/** There is nobody to ask: a test replaces the functions it expects to be called, as it does in Electron. */
export const dialog = refuseUnknown('dialog', {
  showSaveDialog(): never {
    throw new Error('The Electron stand-in shows no dialogs; the test must answer.');
  },
  showOpenDialog(): never {
    throw new Error('The Electron stand-in shows no dialogs; the test must answer.');
  },
  showErrorBox(title: string, text: string): void {
    console.error(`Electron stand-in: error box: ${title}: ${text}`);
  },
});

export const shell = refuseUnknown('shell', {
  showItemInFolder(): never {
    throw new Error('The Electron stand-in has no file manager; the test must answer.');
  },
});

export const Menu = refuseUnknown('Menu', {
  buildFromTemplate: (template: StandInMenuItem[]): StandInMenu => ({ items: template }),
  setApplicationMenu(menu: unknown): void {
    applicationMenu = menu;
  },
  getApplicationMenu: () => applicationMenu,
});

export class Tray extends StandInTray {
  constructor(imagePath: string) {
    if (!standInApp.isReady()) throw new Error('Cannot create Tray before app is ready');
    super(imagePath);
  }
}

export class Notification extends StandInNotification {}

const workArea = { x: 0, y: 0, width: 1920, height: 1040 };
export const screen = refuseUnknown('screen', {
  getAllDisplays: () => [{ id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 }, workArea }],
});

export const nativeTheme = refuseUnknown('nativeTheme', { shouldUseDarkColors: false });

export const utilityProcess = refuseUnknown('utilityProcess', {
  fork: (modulePath: string, args: readonly string[] = []) => new UtilityProcess(modulePath, args),
});
