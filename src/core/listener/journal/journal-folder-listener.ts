import { emptyProblem } from './journal-problem.ts';
import { createJournalListener, type JournalListenerOptions } from './journal-listener.ts';
import type { Listener } from '../listener.ts';
import { Pause } from '../pause.ts';
import { MAX_LOGS } from '../log-folder/list-logs.ts';
import { lookIntoJournalFolder } from './remote-journals.ts';

export interface JournalFolderOptions extends Omit<JournalListenerOptions, 'target'> {
  /** Absolute. */
  path: string;
  /** Milliseconds between two looks for senders. Default: 2,000; 500 while the folder is empty. */
  lookMs?: number;
}

const LOOK_MS = 2000;
const EMPTY_LOOK_MS = 500;

/**
 * Listens to a folder of journal files. Where systemd-journal-remote fills it, each sender's journal becomes a source of its own: journalctl goes through a folder by time
 * and shows nobody what arrives later than another sender's newer entry. Everything else is one journal.
 */
export function createJournalFolderListener(options: JournalFolderOptions): Listener {
  return new JournalFolderListener(options);
}

class JournalFolderListener implements Listener {
  readonly #options: JournalFolderOptions;
  readonly #pause = new Pause();
  readonly #found = new Set<string>();
  #whole: Listener | undefined;
  #isStopping = false;
  #working: Promise<void> | undefined;

  constructor(options: JournalFolderOptions) {
    this.#options = options;
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    this.#whole?.resume();
  }

  retryNow(): void {
    this.#whole?.retryNow();
    this.#pause.end();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#pause.close();
    await this.#working;
    await this.#whole?.stop();
    this.#options.port.report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    const { path, lookMs, ...options } = this.#options;
    const target = { kind: 'directory', path } as const;
    while (!this.#isStopping) {
      const folder = await lookIntoJournalFolder(path);
      if (this.#isStopping) return;
      if (folder.kind === 'senders') await this.#hand(folder.journals);
      else if (this.#whole === undefined && this.#found.size === 0) {
        // Whether senders will fill it is not known before the first file is there.
        if (folder.kind === 'empty' && options.mode === 'follow') {
          options.port.report('waiting', 'Waiting for the first entry of the journal', emptyProblem(target));
        } else {
          this.#whole = createJournalListener({ ...options, target });
          this.#whole.start();
        }
      }
      if (options.mode === 'once') return;
      await this.#pause.wait(lookMs ?? (folder.kind === 'empty' ? EMPTY_LOOK_MS : LOOK_MS));
    }
  }

  async #hand(journals: readonly string[]): Promise<void> {
    // The folder was not there before. What was read of it since is recognised in the sender's journal.
    await this.#whole?.stop();
    this.#whole = undefined;
    const { mode, path, port } = this.#options;
    for (const journal of journals) {
      if (this.#found.has(journal) || this.#found.size >= MAX_LOGS) continue;
      this.#found.add(journal);
      port.deliver({ kind: 'log-found', spec: `journal:${journal}` });
    }
    if (this.#isStopping) return;
    const senders = this.#found.size === 1 ? '1 sender' : `${String(this.#found.size)} senders`;
    const more = journals.filter((journal) => !this.#found.has(journal)).length;
    const left =
      more === 0 ? '' : `; ${String(more)} more are not read, as ${String(MAX_LOGS)} are the limit`;
    const words = `Journals of ${senders} in ${path}${left}`;
    port.report(mode === 'once' ? 'finished' : 'following', words, null);
  }
}
