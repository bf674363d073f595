import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { CancelSignal } from '#contract/cancel-signal.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import { AppError } from '#contract/errors.ts';
import type { EventName, EventPayload } from '#contract/events.ts';
import type { MethodName, MethodParams, MethodResult } from '#contract/methods.ts';
import type { FileOpener } from '#core/engine/opened-files.ts';
import type { ShownFile } from './served-logs.ts';

/** An engine together with the browser shell's own answers to `shell.*`. */
export class EngineWithShell implements EngineApi {
  readonly #engine: EngineApi;
  readonly #openedFile: ShownFile;
  readonly #files: FileOpener;

  /** @param openedFile - What the engine has open; null: the store. */
  constructor(engine: EngineApi, openedFile: ShownFile, files: FileOpener) {
    this.#engine = engine;
    this.#openedFile = openedFile;
    this.#files = files;
  }

  /** As the engine's; what needs a desktop, such as `shell.chooseFolder`, rejects with `shell.unsupported`. */
  async call<M extends MethodName>(
    method: M,
    params: MethodParams<M>,
    signal?: CancelSignal,
  ): Promise<MethodResult<M>> {
    switch (method) {
      case 'shell.describe':
        return this.#describe() as MethodResult<M>;
      case 'shell.openFile':
        return (await this.#openFile(params as MethodParams<'shell.openFile'>)) as MethodResult<M>;
      case 'shell.closeFile':
        await this.#files.close((params as MethodParams<'shell.closeFile'>).logId);
        return {} as MethodResult<M>;
      default:
        if (method.startsWith('shell.')) throw unsupported();
        return await this.#engine.call(method, params, signal);
    }
  }

  subscribe<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    return this.#engine.subscribe(name, listener);
  }

  #describe(): MethodResult<'shell.describe'> {
    return {
      kind: 'browser',
      canChooseFile: false,
      canDownload: true,
      exportDirectory: exportDirectory(),
      openedFile: this.#openedFile,
    };
  }

  async #openFile({ path }: MethodParams<'shell.openFile'>): Promise<MethodResult<'shell.openFile'>> {
    if (path === null) throw unsupported();
    const { logId } = await this.#files.open(path);
    return { logId };
  }
}

function unsupported(): AppError {
  return new AppError('shell.unsupported', 'A browser cannot do this on the server’s machine.', {
    remedy: 'Type the path, or download the file.',
  });
}

/**
 * Where exports go unless the user says otherwise: the user's documents or downloads folder where there is one, else the
 * home folder. Source: xdg-user-dirs, file user-dirs.dirs.
 */
export function exportDirectory(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  const configHome = environment['XDG_CONFIG_HOME'] ?? join(home, '.config');
  const candidates = [
    ...readUserDirectories(join(configHome, 'user-dirs.dirs'), home),
    join(home, 'Documents'),
    join(home, 'Downloads'),
  ];
  return candidates.find(isOwnFolder) ?? home;

  function isOwnFolder(path: string): boolean {
    return path !== home && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
  }
}

function readUserDirectories(file: string, home: string): string[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return ['DOCUMENTS', 'DOWNLOAD'].flatMap((name) => {
    const value = new RegExp(`^XDG_${name}_DIR="(.*)"`, 'm').exec(text)?.[1]?.replace(/^\$HOME\b/, home);
    return value !== undefined && isAbsolute(value) ? [resolve(value)] : [];
  });
}
