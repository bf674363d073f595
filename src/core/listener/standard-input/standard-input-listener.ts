import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { AppError, toWireError } from '#contract/errors.ts';
import { detectTextLog } from '../../parser/text-log/detection/detect-text-log.ts';
import { textStreamKey } from '../../parser/text-log/text-position.ts';
import type { Listener, ListenerMode, ListenerPort } from '../listener.ts';
import { SAMPLE_BYTES } from '../text-log/log-file.ts';
import type { TextLogFormat } from '../text-log/text-log-format.ts';
import { TextLogReader } from '../text-log/text-log-reader.ts';
import { openStandardInput } from './open-standard-input.ts';
import { TimedChunks } from './timed-chunks.ts';

export interface StandardInputOptions {
  /** null: it is told from the first lines. */
  format: TextLogFormat | null;
  mode: ListenerMode;
  port: ListenerPort;
}

/** After so long without a byte the last entry is taken for complete, and the lines that came for enough to tell the format. */
const QUIET_MS = 500;
/** Before the format is told, there should be so many lines, or it should be quiet. */
const ENOUGH_LINES = 5;
const LF = 10;
const NAME = 'Standard input';

/**
 * Listens to a text log on standard input. It has no past and no place that could be found again: each reading is a stream of its own. When the
 * queue is full nothing is read, and whoever writes waits.
 */
export function createStandardInputListener(options: StandardInputOptions): Listener {
  return new StandardInputListener(options);
}

class StandardInputListener implements Listener {
  readonly #reader: TextLogReader;
  #input: Readable | undefined;
  #working: Promise<void> | undefined;

  constructor({ format, port }: StandardInputOptions) {
    this.#reader = new TextLogReader({ path: 'stdin', format, port, initialPosition: null });
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    this.#reader.resume();
  }

  /** What came is gone: there is nothing to try again. */
  retryNow(): void {
    this.#reader.resume();
  }

  async stop(): Promise<void> {
    this.#reader.isStopping = true;
    this.#input?.destroy();
    this.#reader.resume();
    await this.#working;
    this.#reader.port.report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    this.#reader.report('following', 'Waiting for the first lines of standard input');
    try {
      this.#input = openStandardInput();
      await this.#read(new TimedChunks(this.#input));
    } catch (error) {
      // Destroyed by `stop`: that is no failure.
      if (this.#reader.isStopping) return;
      this.#reader.report('failed', 'Cannot read standard input', toWireError(classifyInputError(error)));
    }
  }

  async #read(chunks: TimedChunks): Promise<void> {
    const head = await this.#readHead(chunks);
    if (head.length > 0) {
      const { format, order } = this.#reader.formatOf(Buffer.concat(head).subarray(0, SAMPLE_BYTES), NAME);
      this.#reader.report('following', `Reading standard input${this.#reader.formatWords()}`);
      this.#reader.startRun('follow', {
        format,
        order,
        streamKey: textStreamKey(Buffer.from(randomUUID())),
        startBytes: 0,
        modifiedUnixUs: Date.now() * 1000,
        lastEntryUnixUs: null,
      });
      try {
        await this.#handOver(head, chunks);
      } finally {
        // Also when it stops: what was read is nowhere else any more.
        this.#reader.port.deliver({ kind: 'run-ended', isComplete: true });
      }
    }
    this.#reader.report('finished', `Read all of standard input${this.#reader.formatWords()}`);
  }

  /** The first chunks, enough of them to tell the format. Empty: there was nothing at all. */
  async #readHead(chunks: TimedChunks): Promise<Buffer[]> {
    const head: Buffer[] = [];
    let sizeBytes = 0;
    let lines = 0;
    let triedBytes = 0;
    for (;;) {
      // Nothing that was tried already is tried again when it is quiet.
      const next = await chunks.next(sizeBytes > triedBytes ? QUIET_MS : undefined);
      if (next === 'end') return head;
      if (next !== 'quiet') {
        head.push(next);
        sizeBytes += next.length;
        for (let at = next.indexOf(LF); at >= 0; at = next.indexOf(LF, at + 1)) lines += 1;
      }
      if (this.#reader.format !== undefined || sizeBytes >= SAMPLE_BYTES) return head;
      // What fits no format yet may do so when there is more of it.
      const isWorthATry = next === 'quiet' || (lines >= ENOUGH_LINES && sizeBytes >= triedBytes * 2);
      if (!isWorthATry) continue;
      triedBytes = sizeBytes;
      const detected = detectTextLog(Buffer.concat(head));
      if (detected === undefined) continue;
      this.#reader.format = { format: detected.format, order: detected.order };
      return head;
    }
  }

  async #handOver(head: readonly Buffer[], chunks: TimedChunks): Promise<void> {
    for (const bytes of head) if (!(await this.#reader.deliver({ kind: 'bytes', bytes }))) return;
    for (let isSettled = false; ;) {
      const next = await chunks.next(isSettled ? undefined : QUIET_MS);
      if (next === 'end') return;
      isSettled = next === 'quiet';
      const output =
        next === 'quiet' ? ({ kind: 'quiet' } as const) : ({ kind: 'bytes', bytes: next } as const);
      if (!(await this.#reader.deliver(output))) return;
    }
  }
}

/** What the system refuses. */
function classifyInputError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  return new AppError('file.failed', `Standard input cannot be read: ${error.message}.`, {
    remedy: 'Give it a pipe or a file: some-program | hydrant tail -',
    cause: error,
  });
}
