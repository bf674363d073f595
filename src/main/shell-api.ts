import { basename, isAbsolute, join } from 'node:path';
import type { CancelSignal } from '#contract/cancel-signal.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import { AppError } from '#contract/errors.ts';
import type { EventName, EventPayload } from '#contract/events.ts';
import type { MethodName, MethodParams, MethodResult } from '#contract/methods.ts';
import type { EventHub } from '#core/engine/event-hub.ts';
import type { FileOpener } from '#core/engine/opened-files.ts';

/** Where a dialog for a folder begins; a desktop that has no such folder begins elsewhere. */
const LOGS_BY_CUSTOM = '/var/log';

/** What the shell needs of the desktop. Paths are absolute. */
export interface Desktop {
  /** Where exports go unless the user says otherwise. The folder exists. */
  readonly exportDirectory: string;
  /** Asks for the place of a file; null: the user closed the dialog. @param title - Of the dialog. */
  chooseFile(suggestedPath: string, title: string): Promise<string | null>;
  /** Asks for a folder; null: the user closed the dialog. @param title - Of the dialog. */
  chooseFolder(suggestedPath: string, title: string): Promise<string | null>;
  /** Asks for a file that is there; null: the user closed the dialog. @param title - Of the dialog. */
  chooseFileToOpen(title: string): Promise<string | null>;
  /** Writes a file, or writes it anew. Rejects with an AppError that says what to do. */
  writeFile(path: string, text: string): Promise<void>;
  /** Shows a file in the system's file manager. */
  revealFile(path: string): void;
}

/** What the shell around a page consists of, beside the engine. */
export interface ShellSurroundings {
  desktop: Desktop;
  files: FileOpener;
  /** The menu emits its `shell.commandChosen` there. */
  menu: EventHub;
  /** What the engine has open; null: the store. */
  openedFile: MethodResult<'shell.describe'>['openedFile'];
}

/** What a page may ask: the shell's own methods are answered here, all others by the engine. */
export class ShellApi implements EngineApi {
  readonly #engine: EngineApi;
  readonly #desktop: Desktop;
  readonly #surroundings: ShellSurroundings;

  constructor(engine: EngineApi, surroundings: ShellSurroundings) {
    this.#engine = engine;
    this.#desktop = surroundings.desktop;
    this.#surroundings = surroundings;
  }

  async call<M extends MethodName>(
    method: M,
    params: MethodParams<M>,
    signal?: CancelSignal,
  ): Promise<MethodResult<M>> {
    switch (method) {
      case 'shell.describe':
        return this.#describe() as MethodResult<M>;
      case 'shell.chooseFolder':
        return (await this.#chooseFolder(params as MethodParams<'shell.chooseFolder'>)) as MethodResult<M>;
      case 'shell.chooseLog':
        return (await this.#chooseLog(params as MethodParams<'shell.chooseLog'>)) as MethodResult<M>;
      case 'shell.openFile':
        return (await this.#openFile(params as MethodParams<'shell.openFile'>)) as MethodResult<M>;
      case 'shell.closeFile':
        await this.#surroundings.files.close((params as MethodParams<'shell.closeFile'>).logId);
        return {} as MethodResult<M>;
      case 'shell.saveText':
        return (await this.#saveText(params as MethodParams<'shell.saveText'>)) as MethodResult<M>;
      case 'shell.revealBatch':
        return (await this.#revealBatch(params as MethodParams<'shell.revealBatch'>)) as MethodResult<M>;
      default:
        return this.#engine.call(method, params, signal);
    }
  }

  subscribe<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    if (name === 'shell.commandChosen') return this.#surroundings.menu.subscribe(name, listener);
    return this.#engine.subscribe(name, listener);
  }

  #describe(): MethodResult<'shell.describe'> {
    return {
      kind: 'electron',
      canChooseFile: true,
      canDownload: false,
      exportDirectory: this.#desktop.exportDirectory,
      openedFile: this.#surroundings.openedFile,
    };
  }

  async #chooseFolder({
    suggestedPath,
  }: MethodParams<'shell.chooseFolder'>): Promise<MethodResult<'shell.chooseFolder'>> {
    const start = isAbsolute(suggestedPath) ? suggestedPath : this.#desktop.exportDirectory;
    return { path: await this.#desktop.chooseFolder(start, 'Folder for exports') };
  }

  async #chooseLog({ what }: MethodParams<'shell.chooseLog'>): Promise<MethodResult<'shell.chooseLog'>> {
    const desktop = this.#desktop;
    const path =
      what === 'folder'
        ? await desktop.chooseFolder(LOGS_BY_CUSTOM, 'Folder of logs to capture')
        : await desktop.chooseFileToOpen('Log to capture');
    return { path };
  }

  async #openFile({ path }: MethodParams<'shell.openFile'>): Promise<MethodResult<'shell.openFile'>> {
    const chosen = path ?? (await this.#desktop.chooseFileToOpen('Open a log file'));
    if (chosen === null) return { logId: null };
    const { logId } = await this.#surroundings.files.open(chosen);
    return { logId };
  }

  /** Only where the user says: the page never names a path. */
  async #saveText({
    suggestedName,
    text,
  }: MethodParams<'shell.saveText'>): Promise<MethodResult<'shell.saveText'>> {
    const path = await this.#choosePath(suggestedName, 'Save as');
    if (path !== null) await this.#desktop.writeFile(path, text);
    return { path };
  }

  #choosePath(suggestedName: string, title: string): Promise<string | null> {
    return this.#desktop.chooseFile(join(this.#desktop.exportDirectory, plainFileName(suggestedName)), title);
  }

  /** Only files that an export wrote: otherwise the page could point the file manager at anything. */
  async #revealBatch({ id }: MethodParams<'shell.revealBatch'>): Promise<MethodResult<'shell.revealBatch'>> {
    const { batch } = await this.#engine.call('exports.get', { id });
    const [first] = batch.state === 'completed' && batch.origin !== 'download' ? batch.files : [];
    if (first === undefined) {
      throw new AppError('file.not-found', `Batch #${String(id)} has no files on this machine.`);
    }
    this.#desktop.revealFile(first.path);
    return {};
  }
}

/** A name without folders and without what a file system or a dialog reads as something else. */
export function plainFileName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out here.
  const plain = basename(name.replaceAll('\\', '/')).replaceAll(/[\u0000-\u001f\u007f<>:"|?*]/g, '_');
  return plain === '' || plain === '.' || plain === '..' ? 'hydrant-export' : plain;
}
