import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { childProcesses } from './child-processes.ts';
import { requireTool } from './require-tool.ts';

/** A real sshd on loopback with a key, a configuration and a PATH of its own, on which journalctl reads one folder. */
export class PrivateSshd implements AsyncDisposable {
  readonly port: number;
  /** What to call ssh with, in place of `ssh`. */
  readonly sshCommand: readonly string[];
  readonly #folder: string;
  #daemon: ChildProcess | undefined;

  private constructor(folder: string, port: number, journal: string) {
    this.#folder = folder;
    this.port = port;
    this.sshCommand = ['ssh', '-F', join(folder, 'ssh_config')];
    this.#write(journal);
  }

  static async start(folder: string, journal: string): Promise<PrivateSshd> {
    mkdirSync(folder, { mode: 0o700 });
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const sshd = new PrivateSshd(folder, port, journal);
    await sshd.start();
    return sshd;
  }

  /** Listens (again). */
  async start(): Promise<void> {
    // Source: sshd(8); the folder that it separates privileges in.
    mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    this.#daemon = spawn(requireTool('sshd'), ['-D', '-e', '-f', join(this.#folder, 'sshd_config')], {
      stdio: 'ignore',
      // A group of its own, so that its sessions can be ended with it.
      detached: true,
    });
    for (let attempt = 0; ; attempt += 1) {
      const socket = connect({ port: this.port, host: '127.0.0.1' });
      try {
        await once(socket, 'connect');
        socket.destroy();
        return;
      } catch (error) {
        if (attempt === 200) throw error;
        await pause(25);
      }
    }
  }

  /** Ends the daemon and, as they are processes of it, all its sessions: the link is cut. */
  async cut(): Promise<void> {
    const daemon = this.#daemon;
    if (daemon?.pid === undefined || daemon.exitCode !== null) return;
    const exited = once(daemon, 'exit');
    for (const pid of descendants(daemon.pid)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself in between, which is as good.
      }
    }
    daemon.kill('SIGKILL');
    await exited;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.cut();
  }

  #write(journal: string): void {
    const at = (name: string) => join(this.#folder, name);
    for (const name of ['host_key', 'user_key']) {
      execFileSync(requireTool('ssh-keygen'), ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
    }
    writeFileSync(at('authorized_keys'), readFileSync(at('user_key.pub')), { mode: 0o600 });
    mkdirSync(at('bin'));
    writeFileSync(
      at('bin/journalctl'),
      `#!/bin/sh\nexec ${requireTool('journalctl')} --directory='${journal}' --merge "$@"\n`,
    );
    chmodSync(at('bin/journalctl'), 0o755);
    const { PATH = '' } = process.env;
    writeFileSync(
      at('sshd_config'),
      [
        `Port ${String(this.port)}`,
        'ListenAddress 127.0.0.1',
        `HostKey ${at('host_key')}`,
        `AuthorizedKeysFile ${at('authorized_keys')}`,
        'StrictModes no',
        'UsePAM no',
        'PermitRootLogin yes',
        'PasswordAuthentication no',
        `PidFile ${at('sshd.pid')}`,
        `SetEnv PATH=${at('bin')}:${PATH}`,
        '',
      ].join('\n'),
    );
    const hostKey = readFileSync(at('host_key.pub'), 'utf8');
    writeFileSync(at('known_hosts'), `[127.0.0.1]:${String(this.port)} ${hostKey}`);
    writeFileSync(
      at('ssh_config'),
      [
        'Host *',
        `  UserKnownHostsFile ${at('known_hosts')}`,
        `  IdentityFile ${at('user_key')}`,
        '  IdentitiesOnly yes',
        '  StrictHostKeyChecking yes',
        '',
      ].join('\n'),
    );
  }
}

/** The processes that come from one, the farthest first. */
function descendants(pid: number): number[] {
  const children = childProcesses(pid);
  return [...children.flatMap(descendants), ...children];
}
