import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, isAbsolute, join, normalize } from 'node:path';
import { AppError } from '#contract/errors.ts';

/** Each has a store, a writer and readers of its own: some 150 MB of memory. */
const MAXIMUM_FILES = 5;

/** What a page asks to open and close exported files. */
export interface FileOpener {
  open(path: string): Promise<{ readonly logId: string }>;
  close(logId: string): Promise<void>;
}

/** An exported file that is open beside the store. */
export interface OpenedFile<E> {
  /** Names it in the address of its page: nobody can guess it. */
  readonly logId: string;
  readonly path: string;
  /** The path without its folders. */
  readonly name: string;
  readonly engine: E;
}

export interface OpenedFilesOptions<E> {
  /** Starts the engine of a file. */
  open: (path: string) => Promise<E>;
  /** Whether some page shows it. One that nobody looks at makes room for the next. */
  isShown: (logId: string) => boolean;
}

/** The exported files that a shell has open, each in an engine of its own. */
export class OpenedFiles<E extends { close(): Promise<void> }> implements FileOpener {
  readonly #options: OpenedFilesOptions<E>;
  /** In the order in which they were opened. */
  readonly #files = new Map<string, OpenedFile<E>>();
  #opening = 0;
  readonly #closing = new Set<Promise<void>>();

  constructor(options: OpenedFilesOptions<E>) {
    this.#options = options;
  }

  /**
   * Opens a file. @param path - Absolute, or below the home folder with `~/`.
   * @throws AppError `request.invalid` for another path, `shell.unsupported` when too many are open, and what `open` throws.
   */
  async open(path: string): Promise<OpenedFile<E>> {
    const absolutePath = wholePath(path);
    // Counted before anything is waited for: two that are opened at once must not both take the last place.
    this.#opening += 1;
    try {
      await this.#makeRoom();
      const engine = await this.#options.open(absolutePath);
      const logId = randomBytes(16).toString('base64url');
      const file = { logId, path: absolutePath, name: basename(absolutePath), engine };
      this.#files.set(logId, file);
      return file;
    } finally {
      this.#opening -= 1;
    }
  }

  /** undefined: it is not open, or not any more. */
  find(logId: string): OpenedFile<E> | undefined {
    return this.#files.get(logId);
  }

  /** Ends its engine and removes its store. Does nothing when it is not open. */
  async close(logId: string): Promise<void> {
    const file = this.#files.get(logId);
    this.#files.delete(logId);
    if (file === undefined) return;
    const closing = file.engine.close();
    this.#closing.add(closing);
    try {
      await closing;
    } finally {
      this.#closing.delete(closing);
    }
  }

  /** Resolves when all are closed, those as well that somebody else is closing. */
  async closeAll(): Promise<void> {
    const opened = [...this.#files.keys()].map((logId) => this.close(logId));
    await Promise.all([...opened, ...this.#closing]);
  }

  async #makeRoom(): Promise<void> {
    if (this.#files.size + this.#opening <= MAXIMUM_FILES) return;
    const unseen = [...this.#files.keys()].find((logId) => !this.#options.isShown(logId));
    if (unseen === undefined) {
      throw new AppError('shell.unsupported', `${String(MAXIMUM_FILES)} files are open already.`, {
        remedy: 'Close one of them first.',
      });
    }
    await this.close(unseen);
  }
}

function wholePath(path: string): string {
  const expanded = /^~(?=[/\\]|$)/.test(path) ? join(homedir(), path.slice(1)) : path;
  if (isAbsolute(expanded)) return normalize(expanded);
  throw new AppError('request.invalid', `"${path}" is not the whole path of a file.`, {
    remedy: 'Begin with the uppermost folder, such as /home/me/errors.csv, or with ~/.',
  });
}
