import { readdir, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { AppError } from '#contract/errors.ts';

/** One file of the built view. */
export interface StaticFile {
  path: string;
  contentType: string;
  /** Its name changes with its content, so it may be kept for ever. */
  isImmutable: boolean;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** `index-BxY2k9_Q.js`: how vite names what it built. */
const HASHED_NAME = /-[\w-]{8}\.\w+$/;

/**
 * The files that may be served, looked up by their exact URL path. A path is never joined to a folder, so there is no
 * way out of it; symbolic links are left out.
 */
export class StaticFiles {
  readonly #root: string;
  #files = new Map<string, StaticFile>();

  private constructor(root: string) {
    this.#root = root;
  }

  /** Lists the folder. Throws an AppError `file.not-found` when the view is not built. */
  static async open(root: string): Promise<StaticFiles> {
    const files = new StaticFiles(root);
    await files.#list();
    if (files.#files.has('/')) return files;
    throw new AppError('file.not-found', `The view is not built in ${root}`, {
      remedy: 'run npm run build, or start Hydrant with npm start',
    });
  }

  /** The file of a URL path, or undefined. Looks at the folder again for a name it does not know: it may be built anew. */
  async find(urlPath: string): Promise<StaticFile | undefined> {
    const file = this.#files.get(urlPath);
    if (file !== undefined) return file;
    await this.#list();
    return this.#files.get(urlPath);
  }

  async #list(): Promise<void> {
    const files = new Map<string, StaticFile>();
    const isFolder = await stat(this.#root).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    const entries = isFolder ? await readdir(this.#root, { recursive: true, withFileTypes: true }) : [];
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      const contentType = CONTENT_TYPES[extname(entry.name)];
      if (!entry.isFile() || contentType === undefined) continue;
      const urlPath = `/${relative(this.#root, path).split(sep).join('/')}`;
      const file = { path, contentType, isImmutable: HASHED_NAME.test(entry.name) };
      files.set(urlPath, file);
      if (urlPath === '/index.html') files.set('/', file);
    }
    this.#files = files;
  }
}
