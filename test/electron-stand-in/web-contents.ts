import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { fromChromiumAddress, toChromiumAddress } from './app-address.ts';
import type { NavigationGuard } from './chromium-host.ts';
import type { IpcMain } from './ipc-main.ts';
import {
  BINDING_NAME,
  ISOLATED_WORLD,
  RECEIVER_NAME,
  isolatedWorldScript,
  mainWorldScript,
} from './preload-worlds.ts';

/** Electron's WebContents over a page of Chromium, as far as Hydrant uses it. */
export class WebContents extends EventEmitter {
  readonly #ipcMain: IpcMain;
  #page: Page | undefined;
  #devtools: CDPSession | undefined;
  #worldId: number | undefined;
  #windowOpenHandler: (() => { action: 'deny' }) | undefined;
  /** Addresses of navigations that the page itself has asked for and that have not reached the network yet. */
  readonly #askedByPage: string[] = [];

  constructor(ipcMain: IpcMain) {
    super();
    this.#ipcMain = ipcMain;
  }

  /** Takes over a page: runs the preload in its own world from the next document on and listens to it. */
  async attach(page: Page, preloadPath: string | undefined): Promise<void> {
    this.#page = page;
    const devtools = await page.context().newCDPSession(page);
    this.#devtools = devtools;
    devtools.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === ISOLATED_WORLD) this.#worldId = context.id;
    });
    devtools.on('Runtime.executionContextsCleared', () => (this.#worldId = undefined));
    devtools.on('Runtime.bindingCalled', ({ payload }) => this.#receive(payload));
    devtools.on('Page.frameRequestedNavigation', ({ url }) => this.#askedByPage.push(url));
    devtools.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.#askedByPage.length = 0; // What the document before had asked for.
      this.emit('did-navigate', {}, fromChromiumAddress(frame.url));
    });
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    await devtools.send('Page.enable');
    await devtools.send('Runtime.enable');
    if (preloadPath === undefined) return;
    await devtools.send('Runtime.addBinding', {
      name: BINDING_NAME,
      executionContextName: ISOLATED_WORLD,
    });
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript() });
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', {
      source: isolatedWorldScript(readFileSync(preloadPath, 'utf8')),
      worldName: ISOLATED_WORLD,
    });
  }

  /** Whether a navigation may go on: one that the page asked for is put to `will-navigate`, as Electron does. */
  readonly guardNavigation: NavigationGuard = (route) => {
    const request = route.request();
    const asked = this.#askedByPage.indexOf(request.url());
    if (asked < 0) return true;
    this.#askedByPage.splice(asked, 1);
    const details = {
      url: fromChromiumAddress(request.url()),
      isMainFrame: request.frame().parentFrame() === null,
      defaultPrevented: false,
      preventDefault: () => (details.defaultPrevented = true),
    };
    if (details.isMainFrame) this.emit('will-navigate', details);
    this.emit('will-frame-navigate', details);
    return !details.defaultPrevented;
  };

  async loadAddress(address: string): Promise<void> {
    await this.#attachedPage().goto(toChromiumAddress(address));
  }

  reload(): void {
    void this.#attachedPage().reload();
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#worldId === undefined) return; // No document with a preload: Electron drops the message, too.
    const text = JSON.stringify(JSON.stringify({ channel, args }));
    this.#devtools
      ?.send('Runtime.evaluate', { expression: `${RECEIVER_NAME}(${text})`, contextId: this.#worldId })
      // The document went away meanwhile.
      .catch(() => undefined);
  }

  setWindowOpenHandler(handler: () => { action: 'deny' }): void {
    if (handler().action !== 'deny') throw new Error('The Electron stand-in can only deny windows.');
    this.#windowOpenHandler = handler;
  }

  /** Throws when a page could open a window that nobody decides about. */
  requireWindowOpenHandler(): void {
    if (this.#windowOpenHandler === undefined) {
      throw new Error('The Electron stand-in: there is no handler for window.open.');
    }
  }

  getURL(): string {
    return fromChromiumAddress(this.#attachedPage().url());
  }

  isDestroyed(): boolean {
    return this.#page === undefined || this.#page.isClosed();
  }

  #attachedPage(): Page {
    if (this.#page === undefined) throw new Error('The Electron stand-in: the page is not there yet.');
    return this.#page;
  }

  #receive(payload: string): void {
    const { channel, args } = JSON.parse(payload) as { channel: string; args: unknown[] };
    const senderFrame = { url: this.getURL(), parent: null };
    this.#ipcMain.deliver(channel, { sender: this, senderFrame }, args);
  }
}
