import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { requireTool } from '../../../../test/journal/require-tool.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { TextLogFileLab } from '../../../../test/core/text-log-file-lab.ts';

/** More for a long proof: HYDRANT_ROTATIONS=50 HYDRANT_LINES_PER_SECOND=20000. */
const ROTATIONS = Number(process.env['HYDRANT_ROTATIONS'] ?? 4);
const LINES_PER_SECOND = Number(process.env['HYDRANT_LINES_PER_SECOND'] ?? 5000);
/** Between two rotations. Every hour of a real machine, and every moment of the writer's. */
const PAUSE_MS = 250;
const LONG_MS = 300_000;

const WRITER = join(import.meta.dirname, '../../../../test/core/rotating-writer.ts');

interface Writer {
  pid: number;
  /** Ends it. @returns How many lines it wrote. */
  stop: () => Promise<number>;
}

async function startWriter(log: string): Promise<Writer> {
  const child = spawn(process.execPath, [WRITER, log, String(LINES_PER_SECOND)], {
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

/** What logrotate does once, by force, with these directives. */
function rotate(folder: string, log: string, directives: readonly string[]): void {
  const configuration = join(folder, 'logrotate.conf');
  writeFileSync(configuration, `"${log}" {\n  rotate 1000\n  ${directives.join('\n  ')}\n}\n`, {
    mode: 0o644,
  });
  execFileSync(requireTool('logrotate'), ['-f', '-s', join(folder, 'state'), configuration]);
}

function places(): { folder: string; log: string; dataDir: string } {
  const folder = temporaryFolder();
  const logs = join(folder, 'logs');
  mkdirSync(logs, { mode: 0o755 });
  return { folder, log: join(logs, 'app.log'), dataDir: join(folder, 'data') };
}

/** The numbers of the stored lines, in the order in which they were stored. */
function storedNumbers(lab: TextLogFileLab): number[] {
  return lab.messages().map((message) => Number(/(\d+)$/.exec(message)?.[1]));
}

/** Of the lines in the log and in what was rotated away. */
function numbersOnDisk(log: string): number[] {
  const text = readdirSync(dirname(log))
    .map((name) => readFileSync(join(dirname(log), name), 'utf8'))
    .join('');
  return Array.from(text.matchAll(/line (\d+)\n/g), ([, number]) => Number(number));
}

it(
  'rename and create lose nothing and double nothing while a writer runs',
  async () => {
    const { folder, log, dataDir } = places();
    writeFileSync(log, '');
    await using lab = new TextLogFileLab(dataDir, log);
    const writer = await startWriter(log);
    await lab.untilStored(1);
    for (let rotation = 0; rotation < ROTATIONS; rotation += 1) {
      await pause(PAUSE_MS);
      const tell = ['create', 'postrotate', `kill -HUP ${String(writer.pid)}`, 'endscript'];
      rotate(folder, log, tell);
    }
    await pause(PAUSE_MS);
    const written = await writer.stop();
    await lab.untilStored(written);
    expect(storedNumbers(lab)).toEqual(Array.from({ length: written }, (_, index) => index + 1));
    expect(lab.gaps()).toEqual([]);
    expect(lab.count('quarantine')).toBe(0);
  },
  LONG_MS,
);

it(
  'copytruncate loses only what is written between the copy and the cut, and says so each time',
  async () => {
    const { folder, log, dataDir } = places();
    writeFileSync(log, '');
    await using lab = new TextLogFileLab(dataDir, log);
    const writer = await startWriter(log);
    await lab.untilStored(1);
    for (let rotation = 0; rotation < ROTATIONS; rotation += 1) {
      await pause(PAUSE_MS);
      rotate(folder, log, ['copytruncate']);
    }
    await pause(PAUSE_MS);
    const written = await writer.stop();
    await lab.until(() => lab.lastMessage() === `line ${String(written)}`);
    const numbers = storedNumbers(lab);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
    let losses = 0;
    for (const [index, number] of numbers.entries())
      if (number !== (numbers[index - 1] ?? 0) + 1) losses += 1;
    // What is in no file was lost before anybody could read it; everything else is stored.
    const stored = new Set(numbers);
    const left = numbersOnDisk(log).filter((number) => !stored.has(number));
    expect(left).toEqual([]);
    expect(losses).toBeLessThanOrEqual(lab.gaps().length);
    expect(lab.gaps().length).toBeLessThanOrEqual(ROTATIONS);
    expect(lab.gaps().every((reason) => reason.includes('copytruncate'))).toBe(true);
    // 200 ms between copy and cut would be a machine that stands still.
    expect(written - numbers.length).toBeLessThan(ROTATIONS * LINES_PER_SECOND * 0.2);
    if (process.env['HYDRANT_ROTATIONS'] !== undefined) {
      process.stdout.write(
        `${String(ROTATIONS)} times copytruncate at ${String(LINES_PER_SECOND)} lines/s: ${String(written - numbers.length)} of ${String(written)} lines lost in ${String(losses)} places, ${String(lab.gaps().length)} gaps recorded\n`,
      );
    }
  },
  LONG_MS,
);

it(
  'a real rsyslogd is followed through its logrotate',
  async () => {
    const { folder, log, dataDir } = places();
    writeFileSync(log, '');
    const pidFile = join(folder, 'rsyslogd.pid');
    const configuration = join(folder, 'rsyslog.conf');
    const port = 20_000 + (process.pid % 20_000);
    writeFileSync(
      configuration,
      `global(workDirectory="${folder}")\nmodule(load="imtcp")\ninput(type="imtcp" address="127.0.0.1" port="${String(port)}")\n` +
        `action(type="omfile" file="${log}")\n`,
    );
    const daemon = spawn(requireTool('rsyslogd'), ['-n', '-f', configuration, '-i', pidFile], {
      stdio: 'ignore',
    });
    onTestFinished(() => void daemon.kill('SIGKILL'));
    await using lab = new TextLogFileLab(dataDir, log);
    const connection = await connected(port);
    let sent = 0;
    for (let rotation = 0; rotation <= ROTATIONS; rotation += 1) {
      let text = '';
      for (let line = 0; line < 500; line += 1) {
        sent += 1;
        text += `<13>1 2026-11-22T09:00:00Z web app 7 - - line ${String(sent)}\n`;
      }
      connection.write(text);
      await lab.until(() => lab.count('entries') >= sent - 1);
      rotate(folder, log, ['create', 'postrotate', `kill -HUP ${String(daemon.pid)}`, 'endscript']);
    }
    await lab.untilStored(sent);
    expect(storedNumbers(lab)).toEqual(Array.from({ length: sent }, (_, index) => index + 1));
    expect(lab.gaps()).toEqual([]);
    connection.end();
  },
  LONG_MS,
);

/** The daemon needs a moment to listen. */
async function connected(port: number): Promise<ReturnType<typeof connect>> {
  for (let attempt = 0; ; attempt += 1) {
    const connection = connect({ port, host: '127.0.0.1' });
    try {
      await once(connection, 'connect');
      return connection;
    } catch (error) {
      if (attempt === 100) throw error;
      await pause(50);
    }
  }
}
