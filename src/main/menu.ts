import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { Menu } from 'electron';
import { APP_URL } from './app-files.ts';

/** A key of the page: the page knows its keys, the menu only presses them, so that each command exists once. */
interface PageKey {
  keyCode: string;
  modifiers: 'control'[];
}

const EXPORT_KEY: PageKey = { keyCode: 'E', modifiers: ['control'] };
const NEWEST_KEY: PageKey = { keyCode: 'End', modifiers: [] };
const SHORTCUTS_KEY: PageKey = { keyCode: 'F1', modifiers: [] };

/** Sets the application menu: the standard roles, the page's views and its main commands. */
export function setApplicationMenu(currentWindow: () => BrowserWindow | undefined): void {
  const command = (label: string, accelerator: string, key: PageKey): MenuItemConstructorOptions => ({
    label,
    accelerator,
    // The page hears the key itself; registered here as well, it would run twice.
    registerAccelerator: false,
    click: () => pressKey(currentWindow(), key),
  });
  // Only the part behind # changes, so the page stays and shows the other view.
  const view = (label: string, name: string): MenuItemConstructorOptions => ({
    label,
    click: () => void currentWindow()?.loadURL(`${APP_URL}#/${name}`),
  });
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      {
        label: '&File',
        submenu: [
          command('Export…', 'Ctrl+E', EXPORT_KEY),
          { type: 'separator' },
          isMac ? { role: 'close' } : { role: 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: '&View',
        submenu: [
          view('Live', 'live'),
          view('Sources', 'sources'),
          view('Settings', 'settings'),
          { type: 'separator' },
          command('Jump to newest', 'End', NEWEST_KEY),
          { type: 'separator' },
          { role: 'reload' },
          { role: 'toggleDevTools' },
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
      { role: 'help', submenu: [command('Keyboard shortcuts', 'F1', SHORTCUTS_KEY)] },
    ]),
  );
}

function pressKey(window: BrowserWindow | undefined, key: PageKey): void {
  window?.webContents.sendInputEvent({ type: 'keyDown', ...key });
  window?.webContents.sendInputEvent({ type: 'keyUp', ...key });
}
