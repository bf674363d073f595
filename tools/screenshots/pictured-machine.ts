import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import Database from 'better-sqlite3';
import { AppProcess } from '../../e2e/fixtures/app-process.ts';
import { REPOSITORY } from '../../e2e/fixtures/repository.ts';
import { writeJournal } from '../../test/journal/build-journal.ts';
import { requireTool } from '../../test/journal/require-tool.ts';
import { dayEntries } from './day-entries.ts';
import type { PicturedBoot } from './pictured-entry.ts';
import { laterEntries, liveEntries, storyEntries } from './story-entries.ts';

const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;
/** Of which the store holds the entries and the journal does not. */
const OLDER_HOURS = 10;
/** Of which neither holds any. */
const HOURS_MISSED = 3;
const OLDER_BOOT: PicturedBoot = {
  id: '0b7e1f5a93c94f0d8f1ab7f4f7a1c2d6',
  startedAtUnixUs: Date.now() * 1000 - 9 * DAY_US,
};
const HYDRANT = join(REPOSITORY, 'src', 'headless', 'index.ts');

/**
 * The machine that the pictures show: a home folder, and a journal of its own which `journalctl` prints instead of this
 * machine's. The entries are the same in every run, with times that end now. All of it lies in one temporary folder.
 */
export class PicturedMachine implements AsyncDisposable {
  /** Shown as `/`: what the pictures call `/home/anna` is `root` + `/home/anna`. */
  readonly root: string;
  readonly #journal: string;
  readonly #boot: PicturedBoot = {
    id: '5d1f0c6ab0be4b6b9c1d7a52e8f3c904',
    startedAtUnixUs: Date.now() * 1000 - DAY_US - HOUR_US / 60,
  };
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

  /**
   * Fills the journal with a day, and the store with it and with older hours that the journal no longer holds.
   *
   * @returns How many entries the store has then.
   */
  async liveThroughADay(): Promise<number> {
    const nowUnixUs = Date.now() * 1000;
    const older = join(this.#journal, 'older.journal');
    const untilUnixUs = nowUnixUs - DAY_US - HOURS_MISSED * HOUR_US;
    const olderEntries = dayEntries({ boot: OLDER_BOOT, untilUnixUs, hours: OLDER_HOURS, isEventful: false });
    await writeJournal(older, olderEntries);
    await this.#collect();
    await rm(older);
    const day = dayEntries({ boot: this.#boot, untilUnixUs: nowUnixUs, hours: 24, isEventful: true });
    const story = storyEntries(this.#boot, nowUnixUs);
    await this.#write([...day, ...story]);
    await this.#collect();
    return olderEntries.length + day.length + story.length;
  }

  /** Writes the entries that arrive before the reader's eyes. @returns how many. */
  async writeLiveEntries(): Promise<number> {
    return this.#write(liveEntries(this.#boot, Date.now() * 1000));
  }

  /** Writes the entries that arrive while the reader looks at others. @returns how many. */
  async writeLaterEntries(): Promise<number> {
    return this.#write(laterEntries(this.#boot, Date.now() * 1000));
  }

  /** Makes the store say that its user looked last so many hours ago. */
  lookedHoursAgo(hours: number): void {
    const atUnixUs = Date.now() * 1000 - hours * HOUR_US;
    const database = new Database(
      join(this.root, 'home', 'anna', '.local', 'share', 'hydrant', 'hydrant.db'),
    );
    database
      .prepare(
        'INSERT OR REPLACE INTO last_look SELECT 1, coalesce(max(id), 0), @atUnixUs FROM entries WHERE time_us <= @atUnixUs',
      )
      .run({ atUnixUs });
    database.close();
  }

  /** From now on journalctl is the double of that folder. */
  useDouble(folder: string): void {
    this.#tools = join(REPOSITORY, 'e2e', 'doubles', folder);
  }

  /** Starts `hydrant serve`; its address comes first. */
  async serve(): Promise<{ address: string; server: AppProcess }> {
    const server = new AppProcess(this.#hydrant('serve', '--port', '0', '--source', 'journal'));
    return { address: await server.firstLine(/http:\/\/\S+/), server };
  }

  /** Exports warnings and worse to a file in the folder of downloads. @returns its path, as the pictures name it. */
  async exportWarnings(name: string): Promise<string> {
    const path = join('/home', 'anna', 'Downloads', name);
    await this.#run('export', '--severity', 'warning+', '--out', join(this.root, path));
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  async #collect(): Promise<void> {
    await this.#run('collect', '--once', '--source', 'journal');
  }

  async #run(command: string, ...args: readonly string[]): Promise<void> {
    const running = this.#hydrant(command, ...args);
    const [exitCode] = (await once(running, 'exit')) as [number | null];
    if (exitCode !== 0) throw new Error(`hydrant ${command} ended with ${String(exitCode)}`);
  }

  async #write(entries: Buffer[]): Promise<number> {
    await writeJournal(join(this.#journal, 'system.journal'), entries);
    return entries.length;
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
