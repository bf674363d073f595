import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { Menu } from 'electron';
import { APP_URL } from './app-files.ts';

/**
 * Sets the application menu: the standard roles, the page's views and its main commands. The items name no keys: the page has
 * the commands' keys, and the user may give them others.
 * @param runCommand - Has the page give one of its commands, by its id.
 */
export function setApplicationMenu(
  currentWindow: () => BrowserWindow | undefined,
  runCommand: (id: string) => void,
): void {
  const command = (label: string, id: string): MenuItemConstructorOptions => ({
    label,
    click: () => runCommand(id),
  });
  // Only the part behind # changes, so the page stays and shows the other view.
  const view = (label: string, name: string): MenuItemConstructorOptions => ({
    label,
    click() {
      const window = currentWindow();
      const [page = APP_URL] = window?.webContents.getURL().split('#') ?? [];
      void window?.loadURL(`${page}#/${name}`);
    },
  });
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      {
        label: '&File',
        submenu: [
          command('Open log file…', 'file.open'),
          command('Export…', 'export.open'),
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
          command('Jump to newest', 'go.newest'),
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
      { role: 'help', submenu: [command('Keyboard shortcuts', 'help.open')] },
    ]),
  );
}
