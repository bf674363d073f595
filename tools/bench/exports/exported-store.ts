import { join } from 'node:path';
import { BenchFolder } from '../bench-folder.ts';
import type { BenchOptions } from '../bench-options.ts';
import { hydrantCommand } from '../hydrant-command.ts';
import { measureRun } from '../measured-run.ts';
import { serveHydrant, type ServedHydrant } from '../served-hydrant.ts';

const DEFAULT_ENTRIES = 1_000_000;

/** A journal, the store that was made of it, and a folder for what is exported from it. */
export class ExportedStore implements AsyncDisposable {
  readonly options: BenchOptions;
  readonly folder: BenchFolder;
  readonly entries: number;
  readonly journal: string;
  readonly store: string;

  private constructor(options: BenchOptions, folder: BenchFolder, journal: string, entries: number) {
    this.options = options;
    this.folder = folder;
    this.journal = journal;
    this.entries = entries;
    this.store = join(folder.path, 'store');
  }

  static async make(options: BenchOptions): Promise<ExportedStore> {
    const folder = await BenchFolder.make();
    const entries = options.entries ?? DEFAULT_ENTRIES;
    const journal = await folder.journal(entries);
    const made = new ExportedStore(options, folder, journal, entries);
    process.stdout.write('Collecting it …\n');
    await measureRun(
      hydrantCommand(
        options,
        'collect',
        '--once',
        '--source',
        `journal:${journal}`,
        '--data-dir',
        made.store,
      ),
      { keepOutput: true },
    );
    return made;
  }

  /** Serves the store; further sources are captured into it. */
  async serve(...journals: readonly string[]): Promise<ServedHydrant> {
    const sources = journals.flatMap((journal) => ['--source', `journal:${journal}`]);
    return await serveHydrant(
      hydrantCommand(this.options, 'serve', '--port', '0', '--data-dir', this.store, ...sources),
    );
  }

  /** A path for an exported file. */
  path(name: string): string {
    return join(this.folder.path, name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.folder[Symbol.asyncDispose]();
  }
}
