import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { AppProcess } from '../../e2e/fixtures/app-process.ts';
import { REPOSITORY } from '../../e2e/fixtures/repository.ts';
import { buildJournal, writeJournal } from '../../test/journal/build-journal.ts';
import { realisticEntries } from '../../test/journal/realistic-entries.ts';
import { requireTool } from '../../test/journal/require-tool.ts';
import { liveEntries, storyEntries } from './story-entries.ts';

const DAY_US = 86_400_000_000;
/** Entries of a day that the store holds and the journal does not. */
export const OLDER_ENTRIES = 2000;
export const ENTRIES_OF_THE_DAY = 20_000;
const HYDRANT = join(REPOSITORY, 'src', 'headless', 'index.ts');

/**
 * The machine that the pictures show: a home folder, and a journal of its own which `journalctl` prints instead of this
 * machine's. The entries are the same in every run, with times that end now. All of it lies in one temporary folder.
 */
export class PicturedMachine implements AsyncDisposable {
  /** Shown as `/`: what the pictures call `/home/anna` is `root` + `/home/anna`. */
  readonly root: string;
  readonly #journal: string;
  #tools: string;

  private constructor(root: string) {
    this.root = root;
    this.#journal = join(root, 'journal');
    this.#tools = join(root, 'bin');
  }

  static async make(): Promise<PicturedMachine> {
    const machine = new PicturedMachine(await mkdtemp(join(tmpdir(), 'hydrant-pictures-')));
    for (const folder of [
      machine.#journal,
      machine.#tools,
      join(machine.root, 'home', 'anna', 'Downloads'),
    ]) {
      await mkdir(folder, { recursive: true });
    }
    const journalctl = join(machine.#tools, 'journalctl');
    const command = `exec ${requireTool('journalctl')} --directory='${machine.#journal}' --merge "$@"`;
    await writeFile(journalctl, `#!/bin/sh\n${command}\n`);
    await chmod(journalctl, 0o755);
    return machine;
  }

  /** Fills the journal with a day, and the store with it and with an older day that the journal no longer holds. */
  async liveThroughADay(): Promise<void> {
    const nowUnixUs = Date.now() * 1000;
    const older = join(this.#journal, 'older.journal');
    const olderEntries = { count: OLDER_ENTRIES, seed: 2, startUnixUs: nowUnixUs - 3 * DAY_US };
    await writeJournal(older, realisticEntries({ ...olderEntries, intervalUs: DAY_US / OLDER_ENTRIES }));
    await this.#collect();
    await rm(older);
    await buildJournal(this.#journal, {
      count: ENTRIES_OF_THE_DAY,
      startUnixUs: nowUnixUs - DAY_US,
      // A random walk: its end must not reach into the story.
      intervalUs: (DAY_US * 0.97) / ENTRIES_OF_THE_DAY,
    });
    await this.#write(storyEntries(nowUnixUs));
    await this.#collect();
  }

  /** Writes the entries that arrive before the reader's eyes. */
  async writeLiveEntries(): Promise<void> {
    await this.#write(liveEntries(Date.now() * 1000));
  }

  /** From now on journalctl is the double of that folder. */
  useDouble(folder: string): void {
    this.#tools = join(REPOSITORY, 'e2e', 'doubles', folder);
  }

  /** Starts `hydrant serve`; its address comes first. */
  async serve(): Promise<{ address: string; server: AppProcess }> {
    const server = new AppProcess(this.#hydrant('serve', '--port', '0'));
    return { address: await server.firstLine(/http:\/\/\S+/), server };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  async #collect(): Promise<void> {
    const collecting = this.#hydrant('collect', '--once');
    const [exitCode] = (await once(collecting, 'exit')) as [number | null];
    if (exitCode !== 0) throw new Error(`hydrant collect ended with ${String(exitCode)}`);
  }

  async #write(entries: Buffer[]): Promise<void> {
    await writeJournal(join(this.#journal, 'system.journal'), entries);
  }

  #hydrant(...commandLine: readonly string[]) {
    const { XDG_DATA_HOME: _ownDataHome, XDG_CONFIG_HOME: _ownConfig, ...environment } = process.env;
    return spawn(process.execPath, [HYDRANT, ...commandLine], {
      env: {
        ...environment,
        TZ: 'UTC',
        HOME: join(this.root, 'home', 'anna'),
        PATH: `${this.#tools}${delimiter}${process.env['PATH'] ?? ''}`,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }
}
