import type { EngineApi } from '#contract/engine-api.ts';
import type { ExportJob } from '#contract/export.ts';
import { Store, nextFrame } from '../state/store.ts';

/** The exports of this run of the engine, newest first, as they go on. Lives as long as the page. */
export class ExportJobs {
  readonly jobs = new Store<readonly ExportJob[]>([], nextFrame);
  readonly #api: EngineApi;

  constructor(api: EngineApi) {
    this.#api = api;
    api.subscribe('exports.progressed', (job) => {
      this.#take([job]);
    });
  }

  /** Reads the list. To be called at every new connection. */
  async read(): Promise<void> {
    const { jobs } = await this.#api.call('exports.list', {});
    // Not put in: a new engine counts its jobs from 1 again.
    this.#show(jobs);
  }

  /** Puts in a job that was just started. */
  add(job: ExportJob): void {
    this.#take([job]);
  }

  #take(arrived: readonly ExportJob[]): void {
    const byId = new Map(this.jobs.get().map((job) => [job.id, job]));
    for (const job of arrived) {
      // The answer to `exports.start` may come after the event that says it ended.
      if (byId.get(job.id)?.state === 'running' || !byId.has(job.id)) byId.set(job.id, job);
    }
    this.#show([...byId.values()]);
  }

  #show(jobs: readonly ExportJob[]): void {
    this.jobs.set(jobs.toSorted((a, b) => b.id - a.id));
  }
}
