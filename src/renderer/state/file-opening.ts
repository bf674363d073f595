import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import { appErrorOf } from './app-error-of.ts';
import { Store } from './store.ts';

/** `problem`: why the file could not be opened that was tried last. */
export interface FileOpeningState {
  isBusy: boolean;
  problem: AppError | null;
}

const AT_REST: FileOpeningState = { isBusy: false, problem: null };

/** Opens exported files, and leaves for the page of one that could be opened. */
export class FileOpening {
  readonly state = new Store<FileOpeningState>(AT_REST);
  readonly #api: EngineApi;
  readonly #goToLog: (logId: string | null) => void;

  /** @param goToLog - Leaves for the page of a log; null: of what Hydrant was started with. */
  constructor(api: EngineApi, goToLog: (logId: string | null) => void) {
    this.#api = api;
    this.#goToLog = goToLog;
  }

  /** Opens the file at `path`; null: the one that the user chooses in the system's dialog. Resolves with whether there was no problem. */
  async open(path: string | null): Promise<boolean> {
    if (this.state.get().isBusy) return true;
    this.state.set({ isBusy: true, problem: null });
    try {
      const { logId } = await this.#api.call('shell.openFile', { path });
      this.state.set(AT_REST);
      if (logId !== null) this.#goToLog(logId);
      return true;
    } catch (error) {
      this.state.set({ isBusy: false, problem: appErrorOf(error) });
      return false;
    }
  }

  /** Closes an opened file and goes back. It is gone for the user whatever the shell answers. */
  async close(logId: string): Promise<void> {
    try {
      await this.#api.call('shell.closeFile', { logId });
    } catch {
      // The connection may end before the answer, and what cannot be closed is closed with the shell.
    }
    this.#goToLog(null);
  }

  /** What was dropped cannot even be tried. */
  refuse(problem: AppError): void {
    this.state.patch({ problem });
  }

  /** Something else is going to be tried. */
  forgetProblem(): void {
    this.state.patch({ problem: null });
  }
}
