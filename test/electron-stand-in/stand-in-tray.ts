import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';

export interface StandInMenuItem {
  label?: string;
  role?: string;
  type?: string;
  enabled?: boolean;
  submenu?: StandInMenuItem[];
  click?: () => void;
}

/** A menu is the template that it was built from. */
export interface StandInMenu {
  items: StandInMenuItem[];
}

/** Electron's Tray. There is no panel: a test replaces the methods whose calls it wants to see, as it does in Electron. */
export class StandInTray extends EventEmitter {
  #isDestroyed = false;

  constructor(imagePath: string) {
    super();
    // What Electron throws for a path without an image.
    if (!existsSync(imagePath)) throw new Error(`Failed to load image from path '${imagePath}'`);
  }

  setToolTip(text: string): void {
    this.#refuseDestroyed();
    if (text === '') throw new Error('The Electron stand-in expects a tray to say what it is.');
  }

  setContextMenu(menu: StandInMenu): void {
    this.#refuseDestroyed();
    if (menu.items.length === 0) throw new Error('An indicator is only shown when it has a menu.');
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.removeAllListeners();
  }

  #refuseDestroyed(): void {
    if (this.#isDestroyed) throw new TypeError('Tray is destroyed');
  }
}
