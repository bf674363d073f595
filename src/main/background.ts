import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { EngineApi } from '#contract/engine-api.ts';
import { AppError } from '#contract/errors.ts';
import { Notification, app, dialog } from 'electron';
import { RecurringExports } from './recurring-exports.ts';
import { AppTray } from './tray.ts';
import { trayWords } from './tray-words.ts';

/** An engine that does not answer must not keep an app open that nobody sees. */
const ANSWER_DEADLINE_MS = 2000;

export interface BackgroundOptions {
  engine: EngineApi;
  iconDirectory: string;
  /** A file that is there when the user was told that Hydrant goes on without its window. */
  toldPath: string;
  show: () => void;
  hasWindow: () => boolean;
}

/**
 * The app without its window: while recurring exports run here, closing the window leaves Hydrant in the tray. On macOS apps stay
 * in the dock anyway, and there is no tray.
 */
export class Background {
  readonly #options: BackgroundOptions;
  readonly #exports: RecurringExports;
  readonly #tray: AppTray | undefined;
  /** The window was closed, and Hydrant went on. */
  #hasStayed = false;

  constructor(options: BackgroundOptions) {
    this.#options = options;
    const actions = {
      show: options.show,
      exportNow: (name: string) => void this.#exportNow(name),
      quit: () => app.quit(),
    };
    this.#tray = process.platform === 'darwin' ? undefined : new AppTray(options.iconDirectory, actions);
    this.#exports = new RecurringExports(options.engine, (running) => {
      this.#tray?.update(running);
      // Nothing keeps it any more, and nobody sees it.
      if (running.length === 0 && this.#hasStayed && !options.hasWindow()) app.quit();
    });
    void this.#exports.refresh();
  }

  /** The engine was started anew: what it runs is asked again. */
  engineRestarted(): void {
    void this.#exports.refresh();
  }

  /** After the last window was closed: whether Hydrant goes on. Tells the user so, the first time. */
  async stays(): Promise<boolean> {
    // A window that is closed at once must not end what was not known yet.
    await Promise.race([this.#exports.refresh(), pause(ANSWER_DEADLINE_MS)]);
    const { running } = this.#exports;
    this.#hasStayed = running.length > 0;
    if (this.#hasStayed) this.#tellOnce(trayWords(running, new Date()).next);
    return this.#hasStayed;
  }

  #tellOnce(next: string): void {
    const { toldPath } = this.#options;
    if (existsSync(toldPath)) return;
    this.#notify(
      'Hydrant goes on without its window',
      `${next}. Its icon in the tray shows or ends it. Where there is no tray, start Hydrant again to see it.`,
    );
    try {
      writeFileSync(toldPath, '');
    } catch (error) {
      console.error('hydrant: it could not be noted that you were told:', error);
    }
  }

  async #exportNow(name: string): Promise<void> {
    try {
      const { batch } = await this.#options.engine.call('schedules.run', { name });
      if (batch === null)
        this.#notify(`Nothing new for “${name}”`, 'Nothing that matches was logged since its last export.');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      dialog.showErrorBox(`“${name}” could not be exported`, `${error.message}\n${error.remedy ?? ''}`);
    }
  }

  #notify(title: string, body: string): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    notification.on('click', this.#options.show);
    notification.show();
  }
}
