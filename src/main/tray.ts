import { join } from 'node:path';
import type { ExportSchedule } from '#contract/export-schedule.ts';
import { Menu, Tray } from 'electron';
import { trayMenu, type TrayActions } from './tray-menu.ts';
import { trayWords } from './tray-words.ts';

/**
 * The icon in the system's tray, there while recurring exports run. Some Linux desktops have no tray, and no program can tell: what the
 * menu offers must be reachable without it. Source: https://github.com/electron/electron/issues/5872.
 */
export class AppTray {
  readonly #iconPath: string;
  readonly #actions: TrayActions;
  #tray: Tray | undefined;

  /** @param iconDirectory - Where the icons are. */
  constructor(iconDirectory: string, actions: TrayActions) {
    // Windows chooses among the sizes of an .ico; elsewhere Electron finds tray@2x.png by itself.
    this.#iconPath = join(iconDirectory, process.platform === 'win32' ? 'tray.ico' : 'tray.png');
    this.#actions = actions;
  }

  /** Shows what runs; no recurring export: no icon. */
  update(exports: readonly ExportSchedule[]): void {
    if (exports.length === 0) {
      this.#tray?.destroy();
      this.#tray = undefined;
      return;
    }
    this.#tray ??= this.#create();
    if (this.#tray === undefined) return;
    const { tooltip, next } = trayWords(exports, new Date());
    this.#tray.setToolTip(tooltip);
    // Anew each time: Linux does not see changes of a menu. Source: Electron documentation, Tray, "Platform Considerations".
    this.#tray.setContextMenu(Menu.buildFromTemplate(trayMenu(exports, next, this.#actions)));
  }

  #create(): Tray | undefined {
    try {
      const tray = new Tray(this.#iconPath);
      tray.on('click', this.#actions.show);
      return tray;
    } catch (error) {
      // Recurring exports run all the same, and a second start of Hydrant shows the window.
      console.error('hydrant: there is no icon in the tray:', error);
      return undefined;
    }
  }
}
