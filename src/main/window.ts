import { join } from 'node:path';
import { BrowserWindow, app, nativeTheme, screen } from 'electron';
import { APP_URL } from './app-files.ts';
import { DEFAULT_SIZE, MINIMUM_SIZE } from './window-state.ts';
import { loadWindowState, saveWindowState } from './window-state-file.ts';

/** The page's own background in both themes, so that the window does not flash before the page is drawn. */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' } as const;

/** How often a page whose process died is loaded again before Hydrant leaves the window as it is. */
const MAXIMUM_RELOADS = 3;

/** Opens the one window, where it was last seen, and loads the page. */
export function openWindow(preloadPath: string): BrowserWindow {
  const statePath = join(app.getPath('userData'), 'window.json');
  const state = loadWindowState(
    statePath,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...(state.bounds ?? DEFAULT_SIZE),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    title: 'Hydrant',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (state.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    saveWindowState(statePath, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
  reloadAfterCrash(window);
  window.loadURL(APP_URL).catch((error: unknown) => {
    // A window that is closed at once is not an error.
    if (!window.isDestroyed()) console.error('hydrant: the page could not be loaded:', error);
  });
  return window;
}

/** Brings the window to the user: a second start of Hydrant means "show me the first". */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function reloadAfterCrash(window: BrowserWindow): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, details) => {
    console.error(`hydrant: the page's process ended (${details.reason}).`);
    if (details.reason === 'clean-exit' || reloads >= MAXIMUM_RELOADS) return;
    reloads += 1;
    window.webContents.reload();
  });
}
