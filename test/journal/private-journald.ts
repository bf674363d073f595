import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { exitOf } from './exit-of.ts';
import { requireTool } from './require-tool.ts';

const runFile = promisify(execFile);

/** Everything is kept and nothing comes from the machine itself: no kernel messages, no audit, no rate limit. */
const CONFIGURATION = `[Journal]
Storage=persistent
ReadKMsg=no
Audit=no
RateLimitIntervalSec=0
RateLimitBurst=0
SystemMaxUse=1G
`;

/** Makes the places that journald writes to private, tells so, and keeps the namespace alive until stdin ends. */
const HOLDER_SCRIPT = `set -e
mount -t tmpfs tmpfs /run/systemd
mkdir -p /run/log /run/systemd/journal
mount -t tmpfs tmpfs /run/log
touch /run/systemd/journal/flushed
mkdir -p /var/log/journal
mount --bind "$1/journal" /var/log/journal
mount --bind "$1/journald.conf" /etc/systemd/journald.conf
mount --bind "$1/machine-id" /etc/machine-id
echo ready
exec cat
`;

const MACHINE_ID = 'cf4dfec253624599954831833d1e0fbe';

const START_DEADLINE_MS = 10_000;

/** An ordinary user may have a mount namespace inside a user namespace in which they are root. */
const IS_ROOT = process.getuid?.() === 0;
const NEW_NAMESPACES = IS_ROOT ? [] : ['--user', '--map-root-user'];

/**
 * A real systemd-journald of one's own: it runs in a mount namespace where /run/systemd, /run/log and /var/log/journal are
 * private, so the machine's journal is neither read nor written. Needs root, or the kernel's leave to make user
 * namespaces. Dies with this process.
 */
export class PrivateJournald {
  /** The folder that is /var/log/journal in the namespace; readable from outside, too. */
  readonly journalDirectory: string;
  readonly #directory: string;
  readonly #holder: ChildProcess;
  #daemon: ChildProcess | null = null;

  private constructor(directory: string, holder: ChildProcess) {
    this.#directory = directory;
    this.journalDirectory = `${directory}/journal`;
    this.#holder = holder;
  }

  /** Starts journald with an empty journal under `directory`, which must be empty. Throws when this machine cannot. */
  static async start(directory: string): Promise<PrivateJournald> {
    await mkdir(`${directory}/journal`, { recursive: true });
    await writeFile(`${directory}/journald.conf`, CONFIGURATION);
    await writeFile(`${directory}/machine-id`, `${MACHINE_ID}\n`);
    const holder = await startHolder(directory);
    const journald = new PrivateJournald(directory, holder);
    await journald.startDaemon();
    return journald;
  }

  /** A command line that runs a program where this journald is the system's. */
  command(...commandLine: readonly string[]): string[] {
    const namespaces = `/proc/${this.#holder.pid ?? 0}/ns`;
    const user = IS_ROOT ? [] : [`--user=${namespaces}/user`, '--preserve-credentials'];
    return [requireTool('nsenter'), ...user, `--mount=${namespaces}/mnt`, '--', ...commandLine];
  }

  /** The same, for somebody to whom the modes of files apply: without the capabilities that let root read everything. */
  commandWithoutRights(...commandLine: readonly string[]): string[] {
    return this.command(requireTool('setpriv'), '--bounding-set=-all', '--inh-caps=-all', ...commandLine);
  }

  /** The folder of this machine's files in the journal. Exists from the first entry on. */
  get machineDirectory(): string {
    return join(this.journalDirectory, MACHINE_ID);
  }

  /** Runs a program where this journald is the system's, and returns its output. */
  async run(...commandLine: readonly string[]): Promise<string> {
    const [program = '', ...programArguments] = this.command(...commandLine);
    const { stdout } = await runFile(program, programArguments, { maxBuffer: 1024 ** 3 });
    return stdout;
  }

  /** Sends one message with logger(1), priority as logger takes it: `user.err`. */
  async log(message: string, priority = 'user.info', tag = 'test'): Promise<void> {
    const socket = '/run/systemd/journal/dev-log';
    await this.run(requireTool('logger'), '-u', socket, '-p', priority, '-t', tag, '--', message);
  }

  /** Waits until everything that was sent is in the files. */
  async sync(): Promise<void> {
    await this.run('journalctl', '--sync');
  }

  /** Closes the current journal file and begins a new one. */
  async rotate(): Promise<void> {
    await this.run('journalctl', '--rotate');
  }

  /** Rotates and deletes every closed file. */
  async vacuum(): Promise<void> {
    await this.run('journalctl', '--rotate', '--vacuum-files=1');
  }

  async startDaemon(): Promise<void> {
    const daemonPath = requireTool('systemd-journald');
    const [program = '', ...daemonArguments] = this.command(
      requireTool('setpriv'),
      '--pdeathsig',
      'KILL',
      daemonPath,
    );
    this.#daemon = spawn(program, daemonArguments, { stdio: 'ignore' });
    const deadline = Date.now() + START_DEADLINE_MS;
    for (;;) {
      try {
        return await this.sync();
      } catch (error) {
        if (Date.now() > deadline) throw new Error('systemd-journald does not answer', { cause: error });
        // It answers as soon as its socket is there; there is nothing else to wait for.
        await sleep(20);
      }
    }
  }

  async stopDaemon(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const daemon = this.#daemon;
    if (daemon === null) return;
    daemon.kill(signal);
    await exitOf(daemon);
    this.#daemon = null;
  }

  async restart(): Promise<void> {
    await this.stopDaemon();
    await this.startDaemon();
  }

  /** Starts journald again as if the machine had been booted: with another boot id. `bootId`: 32 hexadecimal digits. */
  async reboot(bootId: string): Promise<void> {
    await this.stopDaemon();
    const file = `${this.#directory}/boot-id-${bootId}`;
    const uuid = bootId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    await writeFile(file, `${uuid}\n`);
    await this.run('mount', '--bind', file, '/proc/sys/kernel/random/boot_id');
    await this.startDaemon();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stopDaemon('SIGKILL');
    this.#holder.stdin?.end();
    await exitOf(this.#holder);
  }
}

async function startHolder(directory: string): Promise<ChildProcess> {
  const holder = spawn(
    requireTool('unshare'),
    [...NEW_NAMESPACES, '--mount', '--propagation', 'private', 'sh', '-c', HOLDER_SCRIPT, 'sh', directory],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let complaint = '';
  holder.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once('data', () => resolve());
    holder.once('exit', () => {
      const remedy = IS_ROOT
        ? ''
        : ' Run as root, or allow user namespaces: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0';
      reject(new Error(`No private journald could be set up: ${complaint.trim()}.${remedy}`));
    });
  });
  return holder;
}
