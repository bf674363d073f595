import { randomBytes } from 'node:crypto';
import { readdirSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ProcessLock } from '../../store/process-lock.ts';

/**
 * A process that works on batches, by a name that nobody else has. Its lock ends with the process, so that others can tell whether a
 * batch is still being written, and never take it for another process of the same number.
 */
export class BatchOwner implements Disposable {
  readonly name: string;
  readonly #file: string;
  readonly #lock: ProcessLock;

  /** Throws what SQLite and the file system throw. */
  constructor(dataDir: string) {
    this.name = `${String(process.pid)}-${randomBytes(8).toString('hex')}`;
    this.#file = lockFile(dataDir, this.name);
    const lock = ProcessLock.tryAcquire(this.#file);
    if (lock === undefined) throw new Error(`${this.#file} is new and yet taken`);
    this.#lock = lock;
    removeDead(dataDir);
  }

  [Symbol.dispose](): void {
    this.#lock[Symbol.dispose]();
    removeLock(this.#file);
  }
}

/** Whether the process of that name still runs. */
export function isOwnerAlive(dataDir: string, name: string): boolean {
  return ProcessLock.isHeld(lockFile(dataDir, name));
}

function ownersFolder(dataDir: string): string {
  return join(dataDir, 'exports', 'owners');
}

function lockFile(dataDir: string, name: string): string {
  return join(ownersFolder(dataDir), `${name}.lock`);
}

/** A file that is younger may belong to a process that is about to lock it. */
const MIN_AGE_MS = 60_000;

/** Locks of processes that were killed. Two who look at the same time may remove one twice, which harms nothing. */
function removeDead(dataDir: string): void {
  for (const file of readdirSync(ownersFolder(dataDir))) {
    const path = join(ownersFolder(dataDir), file);
    const modifiedAtMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    const isOld = Date.now() - modifiedAtMs > MIN_AGE_MS;
    if (isOld && file.endsWith('.lock') && !ProcessLock.isHeld(path)) removeLock(path);
  }
}

function removeLock(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Gone already, or the system keeps it while somebody looks: the next one removes it.
  }
}
