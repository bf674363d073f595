import type { EngineApi } from '#contract/engine-api.ts';
import type { ExportSchedule } from '#contract/export-schedule.ts';
import { Store } from '../../state/store.ts';

/** The recurring exports, as the engine keeps them. Lives as long as the page. */
export class ExportSchedules {
  /** By name; null: not known yet. */
  readonly schedules = new Store<readonly ExportSchedule[] | null>(null);
  readonly #api: EngineApi;
  #latest = 0;

  constructor(api: EngineApi) {
    this.#api = api;
    api.subscribe('schedules.changed', () => {
      // What failed is told where it was asked for; here the last list stays.
      this.read().catch(() => undefined);
    });
  }

  /** Reads them anew. To be called at every new connection. Rejects with what the engine says. */
  async read(): Promise<void> {
    this.#latest += 1;
    const reading = this.#latest;
    const { schedules } = await this.#api.call('schedules.list', {});
    // An answer that was overtaken would show what no longer is.
    if (reading === this.#latest) this.schedules.set(schedules);
  }
}
