import type { EngineApi } from '#contract/engine-api.ts';
import { AppError } from '#contract/errors.ts';
import type { ExportSchedule } from '#contract/export-schedule.ts';

/**
 * Knows which recurring exports this app runs: the enabled ones, where its engine captures. Where another process captures, they are that one's.
 */
export class RecurringExports {
  readonly #engine: EngineApi;
  readonly #onChanged: (running: readonly ExportSchedule[]) => void;
  #running: readonly ExportSchedule[] = [];
  #isAsked = false;
  #isReading = false;
  #read: Promise<void> = Promise.resolve();

  /** @param onChanged - Told after each look. */
  constructor(engine: EngineApi, onChanged: (running: readonly ExportSchedule[]) => void) {
    this.#engine = engine;
    this.#onChanged = onChanged;
    engine.subscribe('schedules.changed', () => void this.refresh());
  }

  /** As the last look found them, by name. */
  get running(): readonly ExportSchedule[] {
    return this.#running;
  }

  /** Looks again. Resolves when nothing newer is known any more; an engine that cannot answer changes nothing. */
  refresh(): Promise<void> {
    this.#isAsked = true;
    if (!this.#isReading) this.#read = this.#readAgain();
    return this.#read;
  }

  async #readAgain(): Promise<void> {
    this.#isReading = true;
    try {
      while (this.#isAsked) {
        this.#isAsked = false;
        await this.#look();
      }
    } finally {
      this.#isReading = false;
    }
  }

  async #look(): Promise<void> {
    try {
      const [{ capture }, { schedules }] = await Promise.all([
        this.#engine.call('status.get', {}),
        this.#engine.call('schedules.list', {}),
      ]);
      this.#running = capture === 'here' ? schedules.filter(({ isEnabled }) => isEnabled) : [];
    } catch (error) {
      if (error instanceof AppError) return; // The page tells of it; the engine is started again, or the app ends.
      throw error;
    }
    this.#onChanged(this.#running);
  }
}
