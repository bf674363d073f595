import { type WireError, toWireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import {
  beginContentHash,
  parseFilePosition,
  type FilePosition,
} from '../../parser/exported-file/file-position.ts';
import type { Listener, ListenerPort } from '../listener.ts';
import { FileContent } from './file-content.ts';
import { contentWords, finishedWords } from './file-words.ts';
import { changedWhileRead } from './read-error.ts';

const LF = 10;

export interface FileListenerOptions {
  /** Absolute. */
  path: string;
  port: ListenerPort;
  /** How far the file was read before; null: not at all. */
  initialPosition: string | null;
}

interface Report {
  state: ListenerState;
  stateText: string;
  problem: WireError | null;
}

/**
 * Listens to an exported file: reads it from its beginning to its end, and is then `finished`. Asked to try again, it reads on where
 * it ended, if the file still begins as it did, and else anew.
 */
export function createFileListener(options: FileListenerOptions): Listener {
  return new FileListener(options);
}

class FileListener implements Listener {
  readonly #path: string;
  readonly #port: ListenerPort;
  #position: string | null;
  readonly #stopping = new AbortController();
  #isWorking = false;
  #working: Promise<void> = Promise.resolve();
  /** Ends the wait for room in the queue. */
  #resume: (() => void) | undefined;

  constructor({ path, port, initialPosition }: FileListenerOptions) {
    this.#path = path;
    this.#port = port;
    this.#position = initialPosition;
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  start(): void {
    if (this.#isWorking || this.#isStopping) return;
    this.#isWorking = true;
    this.#working = this.#work();
  }

  resume(): void {
    this.#resume?.();
  }

  retryNow(): void {
    this.start();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#resume?.();
    await this.#working;
    this.#report({ state: 'stopped', stateText: 'Stopped', problem: null });
  }

  async #work(): Promise<void> {
    this.#report({ state: 'starting', stateText: 'Opening the file', problem: null });
    const end = await this.#read();
    // Whoever hears of the end may ask to try again at once.
    this.#isWorking = false;
    if (end !== null) this.#report(end);
  }

  /** Reads the file once. null: stopped meanwhile. */
  async #read(): Promise<Report | null> {
    try {
      await using content = await FileContent.open(this.#path, this.#stopping.signal);
      return await this.#readContent(content);
    } catch (error) {
      return { state: 'failed', stateText: 'Cannot read the file', problem: toWireError(error) };
    }
  }

  async #readContent(content: FileContent): Promise<Report | null> {
    const { layout } = content;
    this.#report({ state: 'catching-up', stateText: `Reading the ${contentWords(content)}`, problem: null });
    const position = this.#position === null ? undefined : parseFilePosition(this.#position);
    const isKnown = position !== undefined && (await this.#beginsAsBefore(content, position));
    const anchor = isKnown ? this.#position : null;
    this.#port.deliver({ kind: 'run-started', phase: 'catch-up', anchor, layout });
    const end = await this.#deliver(content);
    if (this.#isStopping) return null;
    const hasChanged = await content.hasChanged();
    // What was appended meanwhile may begin with the rest of the last row.
    this.#port.deliver({ kind: 'run-ended', isComplete: !hasChanged });
    this.#position = await this.#settled();
    if (this.#isStopping) return null;
    const problem = end.problem ?? (hasChanged ? toWireError(changedWhileRead(this.#path)) : null);
    return { state: 'finished', stateText: finishedWords(content, end), problem };
  }

  /** Hands the rows over as the queue takes them. */
  async #deliver(
    content: FileContent,
  ): Promise<{ isEmpty: boolean; endsInLine: boolean; problem: WireError | null }> {
    let lastByte: number | undefined;
    try {
      for await (const bytes of content.chunks()) {
        lastByte = bytes.at(-1);
        if (!this.#port.deliver({ kind: 'bytes', bytes })) await this.#room();
        if (this.#isStopping) break;
      }
    } catch (error) {
      return { isEmpty: lastByte === undefined, endsInLine: false, problem: toWireError(error) };
    }
    return { isEmpty: lastByte === undefined, endsInLine: (lastByte ?? LF) !== LF, problem: null };
  }

  /** Whether everything up to the position is still the same, byte for byte. */
  async #beginsAsBefore(content: FileContent, position: FilePosition): Promise<boolean> {
    const hash = beginContentHash(content.layout);
    let left = position.bytes;
    for await (const bytes of content.chunks()) {
      if (this.#isStopping) return false;
      hash.update(bytes.subarray(0, left));
      left -= Math.min(left, bytes.length);
      if (left === 0) break;
    }
    return left === 0 && hash.digest('hex') === position.sha256;
  }

  /** Resolves when the queue has room, or at the end. */
  async #room(): Promise<void> {
    if (this.#isStopping) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#resume = resolve;
    await promise;
    this.#resume = undefined;
  }

  /** As the port's; null as soon as this listener is to stop. */
  async #settled(): Promise<string | null> {
    const stopped = Promise.withResolvers<null>();
    this.#resume = () => {
      if (this.#isStopping) stopped.resolve(null);
    };
    const position = await Promise.race([this.#port.settled(), stopped.promise]);
    this.#resume = undefined;
    return position;
  }

  #report({ state, stateText, problem }: Report): void {
    if (!this.#isStopping || state === 'stopped') this.#port.report(state, stateText, problem);
  }
}
