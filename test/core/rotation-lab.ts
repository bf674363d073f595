import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { requireTool } from '../journal/require-tool.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { TextLogFileLab } from './text-log-file-lab.ts';

/** More for a long proof: HYDRANT_ROTATIONS=50 HYDRANT_LINES_PER_SECOND=20000. */
export const ROTATIONS = Number(process.env['HYDRANT_ROTATIONS'] ?? 4);
/** A machine that stands still for so long between the copy and the cut would be none. */
export const MOST_LOST_A_CUT_MS = 200;
export const LINES_PER_SECOND = Number(process.env['HYDRANT_LINES_PER_SECOND'] ?? 5000);
/** Between two rotations. Every hour of a real machine, and every moment of the writer's. */
const PAUSE_MS = 250;
const WRITER = join(import.meta.dirname, 'rotating-writer.ts');

/** Of one proof. */
export const ROTATION_TIMEOUT_MS = 120_000;

/** What became of the lines. */
export interface RotatedLog {
  written: number;
  /** Of the stored lines, in the order in which they were stored. */
  numbers: readonly number[];
  lost: number;
  /** How often lines are missing between two that are stored. */
  places: number;
  /** Numbers of lines that are in a file and not stored. */
  left: readonly number[];
  gaps: readonly string[];
  quarantined: number;
}

/** A log that a program writes to at full speed while logrotate rotates it and Hydrant follows it. */
export class RotationLab {
  readonly folder = temporaryFolder();
  readonly log = join(this.folder, 'logs', 'app.log');
  readonly #dataDir = join(this.folder, 'data');

  constructor() {
    mkdirSync(dirname(this.log), { mode: 0o755 });
    writeFileSync(this.log, '');
  }

  /** @param target - What the writer is given: the file, or a daemon's port. @param directives - Of logrotate, given the writer's process. */
  async follow(target: string, directives: (writerPid: number) => readonly string[]): Promise<RotatedLog> {
    await using lab = new TextLogFileLab(this.#dataDir, this.log);
    const writer = await startWriter(target);
    await lab.untilStored(1);
    for (let rotation = 0; rotation < ROTATIONS; rotation += 1) {
      await pause(PAUSE_MS);
      this.#rotate(directives(writer.pid));
    }
    await pause(PAUSE_MS);
    const written = await writer.stop();
    await lab.until(() => lab.lastMessage()?.endsWith(`line ${String(written)}`) === true);
    const numbers = lab.messages().map((message) => Number(/(\d+)$/.exec(message)?.[1]));
    const stored = new Set(numbers);
    const seen = {
      written,
      numbers,
      lost: written - stored.size,
      places: numbers.filter((number, index) => number > (numbers[index - 1] ?? 0) + 1).length,
      left: this.#numbersOnDisk().filter((number) => !stored.has(number)),
      gaps: lab.gaps(),
      quarantined: lab.count('quarantine'),
    };
    tell(seen);
    return seen;
  }

  /** What logrotate does once, by force. */
  #rotate(directives: readonly string[]): void {
    const configuration = join(this.folder, 'logrotate.conf');
    const text = `"${this.log}" {\n  rotate 1000\n  ${directives.join('\n  ')}\n}\n`;
    writeFileSync(configuration, text, { mode: 0o644 });
    execFileSync(requireTool('logrotate'), ['-f', '-s', join(this.folder, 'state'), configuration]);
  }

  #numbersOnDisk(): number[] {
    const text = readdirSync(dirname(this.log))
      .map((name) => readFileSync(join(dirname(this.log), name), 'utf8'))
      .join('');
    return Array.from(text.matchAll(/line (\d+)\n/g), ([, number]) => Number(number));
  }
}

/** Renames the log, and tells whoever writes it. */
export function renameAndCreate(pid: number): string[] {
  return ['create', 'postrotate', `kill -HUP ${String(pid)}`, 'endscript'];
}

/** `stop` ends it and says how many lines it wrote. */
async function startWriter(target: string): Promise<{ pid: number; stop: () => Promise<number> }> {
  const child = spawn(process.execPath, [WRITER, target, String(LINES_PER_SECOND)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = createInterface(child.stdout)[Symbol.asyncIterator]();
  await output.next();
  const { pid } = child;
  if (pid === undefined) throw new Error('the writer has no process id');
  return {
    pid,
    stop: async () => {
      child.kill('SIGTERM');
      const last: IteratorResult<string, unknown> = await output.next();
      return Number(last.value);
    },
  };
}

/** Of a long proof, for docs/benchmarks.md. */
function tell({ written, lost, places, gaps }: RotatedLog): void {
  if (process.env['HYDRANT_ROTATIONS'] === undefined) return;
  const name = expect.getState().currentTestName ?? '';
  const what = `${String(ROTATIONS)} times at ${String(LINES_PER_SECOND)} lines/s`;
  process.stdout.write(
    `${name}: ${what}: ${String(lost)} of ${String(written)} lines lost in ${String(places)} places, ${String(gaps.length)} gaps\n`,
  );
}
