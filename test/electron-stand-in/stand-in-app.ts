import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { StandInWindow } from './browser-window.ts';
import type { ChromiumHost } from './chromium-host.ts';
import { SingleInstanceLock } from './single-instance-lock.ts';

/** Electron's `app`: the life of the process, from ready to quit. */
export class StandInApp extends EventEmitter {
  readonly isPackaged = false;
  readonly windows = new Set<StandInWindow>();
  readonly #chromium: ChromiumHost;
  readonly #lock = new SingleInstanceLock();
  readonly #paths = new Map<string, string>([
    ['home', homedir()],
    ['downloads', join(homedir(), 'Downloads')],
    ['userData', join(homedir(), '.config', 'electron-stand-in')],
  ]);
  #ready: Promise<void> | undefined;
  #isReady = false;
  #isQuitting = false;

  constructor(chromium: ChromiumHost) {
    super();
    this.#chromium = chromium;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => this.quit());
  }

  whenReady(): Promise<void> {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  setName(name: string): void {
    process.title = name;
  }

  /** Every page of the stand-in is sandboxed in Electron's sense (no Node, a preload of its own); there is nothing to do. */
  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() must be called before ready.');
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`The Electron stand-in has no path "${name}".`);
    return path;
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} does not exist.`);
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    return this.#lock.request(this.getPath('userData'), (argv) => this.emit('second-instance', {}, argv));
  }

  /** `before-quit`, all windows closed, `will-quit` (which may be refused), `quit`, and the end of the process. */
  quit(): void {
    if (!this.#isQuitting) this.emit('before-quit', {});
    this.#isQuitting = true;
    for (const window of this.windows) window.close();
    if (this.windows.size > 0) {
      this.#isQuitting = false; // A window refused to close.
      return;
    }
    let isPrevented = false;
    this.emit('will-quit', { preventDefault: () => (isPrevented = true) });
    if (isPrevented) return;
    this.emit('quit', {}, 0);
    void this.#exit();
  }

  windowClosed(window: StandInWindow): void {
    this.windows.delete(window);
    if (this.windows.size === 0 && !this.#isQuitting) this.emit('window-all-closed');
  }

  async #start(): Promise<void> {
    await this.#chromium.start(this.getPath('userData'));
    this.#isReady = true;
    this.emit('ready');
  }

  async #exit(): Promise<void> {
    await this.#lock.release();
    await this.#chromium.stop();
    process.exit();
  }
}
