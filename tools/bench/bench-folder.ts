import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildJournal } from '../../test/journal/build-journal.ts';
import { wholeNumber } from './table.ts';

/** A folder for journals and stores of one section; gone afterwards. */
export class BenchFolder {
  readonly path: string;
  #nextStore = 1;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<BenchFolder> {
    return new BenchFolder(await mkdtemp(join(tmpdir(), 'hydrant-bench-')));
  }

  /** Builds a journal of realistic entries and returns its folder. */
  async journal(entries: number): Promise<string> {
    const journal = join(this.path, 'journal');
    process.stdout.write(`Building a journal of ${wholeNumber(entries)} entries …\n`);
    await buildJournal(journal, { count: entries });
    return journal;
  }

  /** A name for a store that does not exist yet. */
  freshStore(): string {
    const store = join(this.path, `store-${this.#nextStore}`);
    this.#nextStore += 1;
    return store;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** What all files directly in a folder take, bytes. */
export async function sizeOfFolder(path: string): Promise<number> {
  const names = await readdir(path);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(path, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
