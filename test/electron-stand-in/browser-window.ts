import { EventEmitter } from 'node:events';
import type { Page } from 'playwright-core';
import { toChromiumAddress } from './app-address.ts';
import type { ChromiumHost } from './chromium-host.ts';
import type { IpcMain } from './ipc-main.ts';
import type { StandInSession } from './stand-in-session.ts';
import { WebContents } from './web-contents.ts';

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The options that Hydrant gives to a window; those without which the page would not be confined are required. */
export interface WindowOptions extends Partial<Bounds> {
  webPreferences: {
    preload?: string;
    sandbox: true;
    contextIsolation: true;
    nodeIntegration: false;
    [other: string]: unknown;
  };
  [other: string]: unknown;
}

/** What all windows of one app share. */
export interface WindowSurroundings {
  chromium: ChromiumHost;
  ipcMain: IpcMain;
  session: StandInSession;
  onCreated: (window: StandInWindow) => void;
  onClosed: (window: StandInWindow) => void;
}

/** Electron's BrowserWindow over a page of a headless Chromium. Place and state are numbers only: there is no desktop. */
export class StandInWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly #surroundings: WindowSurroundings;
  readonly #opened: Promise<Page>;
  #bounds: Bounds;
  #isMaximized = false;
  #isDestroyed = false;

  constructor(surroundings: WindowSurroundings, options: WindowOptions) {
    super();
    const { sandbox, contextIsolation, nodeIntegration, preload } = options.webPreferences;
    if (!sandbox || !contextIsolation || nodeIntegration) {
      throw new Error('The Electron stand-in only has sandboxed, isolated pages without Node.');
    }
    this.#surroundings = surroundings;
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    this.webContents = new WebContents(surroundings.ipcMain);
    surroundings.onCreated(this);
    this.webContents.requireWindowOpenHandler();
    this.#opened = this.#open(preload);
    this.#opened.catch((error: unknown) => {
      // Without its page the app would hang in silence.
      console.error('Electron stand-in: the window could not be opened:', error);
      process.exit(1);
    });
  }

  async loadURL(address: string): Promise<void> {
    await this.#opened;
    await this.webContents.loadAddress(address);
    this.emit('ready-to-show');
  }

  show(): void {
    this.emit('show');
  }

  focus(): void {
    void this.#opened.then((page) => page.bringToFront());
    this.emit('focus');
  }

  maximize(): void {
    this.#isMaximized = true;
  }

  unmaximize(): void {
    this.#isMaximized = false;
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  isMinimized(): boolean {
    return false;
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    const { width, height } = this.#bounds;
    void this.#opened.then((page) => page.setViewportSize({ width, height }));
  }

  getBounds(): Bounds {
    return { ...this.#bounds };
  }

  getNormalBounds(): Bounds {
    return { ...this.#bounds };
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  /** Asks the window to close; a listener of `close` may refuse. */
  close(): void {
    if (this.#isDestroyed) return;
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    if (isPrevented) return;
    this.#finish();
    void this.#opened.then((page) => page.close());
  }

  async #open(preload: string | undefined): Promise<Page> {
    const page = await this.#surroundings.chromium.openPage(() => this.webContents.guardNavigation);
    // The user closes the window: a test does it by closing the page.
    page.once('close', () => this.close());
    page.on('download', (download) => {
      if (this.#surroundings.session.refusesDownload(download.url())) void download.cancel();
    });
    // What it is told is forgotten when this connection ends, and when another one resets it: so with every document.
    const devtools = await page.context().newCDPSession(page);
    this.webContents.on('did-navigate', (_event, address: string) => {
      const { origin } = new URL(toChromiumAddress(address));
      // `null` is the origin of a data: address, which has no permissions anywhere.
      if (origin !== 'null') void this.#surroundings.session.applyPermissions(devtools, origin);
    });
    await this.webContents.attach(page, preload);
    await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height });
    return page;
  }

  #finish(): void {
    this.#isDestroyed = true;
    this.emit('closed');
    this.#surroundings.onClosed(this);
  }
}
