import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import type { MachineCheckResult } from '#contract/machine-check.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { Store } from '../../state/store.ts';
import { accessWords } from './access-words.ts';

export interface LogAccessState {
  isBusy: boolean;
  /** Of the last test that came to its end; null: there was none. */
  result: MachineCheckResult | null;
  /** Why the last test came to none. */
  problem: AppError | null;
}

/** What this user may read of the machine's logs, as it was when it was tested last. Lives as long as the page. */
export class LogAccess {
  readonly state = new Store<LogAccessState>({ isBusy: false, result: null, problem: null });
  readonly #api: EngineApi;
  readonly #say: (words: string) => void;
  #running: AbortController | null = null;

  /** @param say - Tells a user who does not look what came out of a test that they asked for. */
  constructor(api: EngineApi, say: (words: string) => void) {
    this.#api = api;
    this.#say = say;
  }

  /** Tests for the first time; later, what is known stays. */
  async testOnce(): Promise<void> {
    if (this.state.get().result === null) await this.#test(() => undefined);
  }

  async testAgain(): Promise<void> {
    await this.#test(({ logs }) => {
      this.#say(accessWords(logs));
    });
  }

  /** To be called at every new connection: the engine may run as another user now. Tests nothing that nobody has asked for. */
  async renew(): Promise<void> {
    const { result, problem } = this.state.get();
    if (result !== null || problem !== null) await this.#test(() => undefined);
  }

  /** Nobody waits any more. What was known stays. */
  cancel(): void {
    this.#running?.abort();
    this.#running = null;
    this.state.patch({ isBusy: false });
  }

  async #test(tell: (result: MachineCheckResult) => void): Promise<void> {
    if (this.#running !== null) return;
    const running = new AbortController();
    this.#running = running;
    this.state.patch({ isBusy: true, problem: null });
    try {
      const result = await this.#api.call('machine.check', {}, running.signal);
      if (this.#running !== running) return;
      this.state.set({ isBusy: false, result, problem: null });
      tell(result);
    } catch (error) {
      if (this.#running !== running) return;
      this.state.patch({ isBusy: false, problem: appErrorOf(error) });
    }
    this.#running = null;
  }
}
