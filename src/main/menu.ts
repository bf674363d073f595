import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { Menu } from 'electron';

/** A key of the page: the page knows its keys, the menu only presses them, so that each command exists once. */
interface PageKey {
  keyCode: string;
  modifiers: 'control'[];
}

const EXPORT_KEY: PageKey = { keyCode: 'E', modifiers: ['control'] };
const COMMANDS_KEY: PageKey = { keyCode: 'K', modifiers: ['control'] };
const NEWEST_KEY: PageKey = { keyCode: 'End', modifiers: [] };

/** Sets the application menu: the standard roles, and the page's main commands. */
export function setApplicationMenu(currentWindow: () => BrowserWindow | undefined): void {
  const command = (label: string, accelerator: string, key: PageKey): MenuItemConstructorOptions => ({
    label,
    accelerator,
    // The page hears the key itself; registered here as well, it would run twice.
    registerAccelerator: false,
    click: () => pressKey(currentWindow(), key),
  });
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
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
        command('Jump to newest', 'End', NEWEST_KEY),
        command('Commands…', 'Ctrl+K', COMMANDS_KEY),
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
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function pressKey(window: BrowserWindow | undefined, key: PageKey): void {
  window?.webContents.sendInputEvent({ type: 'keyDown', ...key });
  window?.webContents.sendInputEvent({ type: 'keyUp', ...key });
}
