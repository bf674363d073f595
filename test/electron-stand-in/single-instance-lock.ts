import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Electron's single-instance lock: one holder for each folder of user data; others tell it that they were started. */
export class SingleInstanceLock {
  #server: Server | undefined;
  #lockPath: string | undefined;
  #hasToldFirst: Promise<void> = Promise.resolve();

  /** true: this process holds the lock, and `onSecond` is called whenever another one asks for it. */
  request(userDataDir: string, onSecond: (argv: string[]) => void): boolean {
    mkdirSync(userDataDir, { recursive: true });
    const lockPath = join(userDataDir, 'electron-stand-in.lock');
    const socketPath = socketPathFor(userDataDir);
    if (!claim(lockPath)) {
      this.#hasToldFirst = tellFirst(socketPath);
      return false;
    }
    this.#lockPath = lockPath;
    rmSync(socketPath, { force: true });
    this.#server = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      socket.once('end', () => onSecond(JSON.parse(text) as string[]));
    });
    this.#server.listen(socketPath);
    return true;
  }

  /** Resolves when the lock is free and, in a second instance, when the first one has been told. */
  async release(): Promise<void> {
    await this.#hasToldFirst;
    this.#server?.close();
    if (this.#lockPath !== undefined) rmSync(this.#lockPath, { force: true });
  }
}

async function tellFirst(socketPath: string): Promise<void> {
  const socket = connect(socketPath);
  socket.end(JSON.stringify(process.argv));
  // The first instance closes its side after it has read everything.
  await once(socket, 'close');
}

/** Unix sockets have short names, and folders of tests have long ones. */
function socketPathFor(userDataDir: string): string {
  const name = createHash('sha256').update(userDataDir).digest('hex').slice(0, 24);
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\electron-stand-in-${name}`
    : join(tmpdir(), `electron-stand-in-${name}.socket`);
}

function claim(lockPath: string): boolean {
  try {
    writeFileSync(lockPath, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isAlive(Number(readFileSync(lockPath, 'utf8')))) return false;
    rmSync(lockPath, { force: true });
    return claim(lockPath);
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
