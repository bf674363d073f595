import { join } from 'node:path';
import { BenchFolder } from '../bench-folder.ts';
import { hydrantCommand } from '../hydrant-command.ts';
import { measureRun } from '../measured-run.ts';
import type { ServedHydrant } from '../served-hydrant.ts';
import { serveHydrant } from '../served-hydrant.ts';
import { waitUntilFollowing } from '../wait-until-following.ts';
import { MeasuredPage } from './measured-page.ts';
import type { ViewOptions } from './view-options.ts';

const COMMAND_OPTIONS = { isFromSource: false };

/** A store with many entries, and Hydrant serving it. */
export class ViewLab implements AsyncDisposable {
  readonly options: ViewOptions;
  readonly folder: BenchFolder;
  readonly #journal: string;
  readonly #store: string;

  private constructor(options: ViewOptions, folder: BenchFolder, journal: string, store: string) {
    this.options = options;
    this.folder = folder;
    this.#journal = journal;
    this.#store = store;
  }

  static async make(options: ViewOptions): Promise<ViewLab> {
    const folder = await BenchFolder.make();
    const journal = options.journal ?? (await folder.journal(options.entries));
    const store = join(folder.path, 'store');
    process.stdout.write('Collecting it …\n');
    const source = ['--source', `journal:${journal}`, '--data-dir', store];
    await measureRun(hydrantCommand(COMMAND_OPTIONS, 'collect', '--once', ...source), { keepOutput: true });
    return new ViewLab(options, folder, journal, store);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.folder[Symbol.asyncDispose]();
  }

  /** Serves the store, and captures a live journal into it where one is named. Resolves when all sources are followed. */
  async serve(liveJournal?: string): Promise<ServedHydrant> {
    const live = liveJournal === undefined ? [] : ['--source', `journal:${liveJournal}`];
    const source = ['--source', `journal:${this.#journal}`, ...live];
    const hydrant = await serveHydrant(
      hydrantCommand(COMMAND_OPTIONS, 'serve', '--port', '0', '--data-dir', this.#store, ...source),
    );
    await waitUntilFollowing(hydrant.client);
    return hydrant;
  }

  open(hydrant: ServedHydrant): Promise<MeasuredPage> {
    return MeasuredPage.open(hydrant.address);
  }
}
