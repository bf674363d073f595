import { ToolRun, type RunOutcome } from '../tool-run.ts';

/** What may wait in memory while the past is read. Two minutes of an ordinary Mac's log; more is read from the past in the next round. */
const MOST_HELD_BYTES = 16 * 1024 * 1024;
/** What tells that macOS dropped entries of the stream. Source: recorded loss events. Within a message the quotation marks would have backslashes. */
const LOSS_EVENT = '"eventType":"lossEvent"';
/** The same in a line of its own: within a record anybody may have said it. Source: log(1), of the text style. */
const LOSS_LINE = 'Messages dropped during live streaming';
const LONGEST_SIGN = Math.max(LOSS_EVENT.length, LOSS_LINE.length);

/** A run of `log stream` whose output is held back until somebody takes it: it has to begin before the past is read, or something would be missed between. */
export class HeldStream {
  /** Resolves when the tool is gone. */
  readonly ended: Promise<RunOutcome>;
  /** Resolves with its first output. */
  readonly begun: Promise<void>;
  readonly #startedAtMs = performance.now();
  readonly #begin: () => void;
  readonly #run: ToolRun;
  readonly #onLoss: () => void;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #take: ((bytes: Buffer) => boolean) | undefined;
  #tail = '';
  /** How the line begins that the tail ends in. */
  #lineBegin = '';
  #hasEnded = false;
  #hasLost = false;
  #isOverfull = false;

  /** @param onLoss - Called once, when the stream says that entries were dropped. */
  constructor(
    commandLine: readonly string[],
    environment: Readonly<Record<string, string>>,
    onLoss: () => void,
  ) {
    this.#onLoss = onLoss;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.begun = promise;
    this.#begin = resolve;
    this.#run = new ToolRun(commandLine, (bytes) => this.#receive(bytes), environment);
    this.ended = this.#run.ended.then((outcome) => {
      this.#hasEnded = true;
      return outcome;
    });
  }

  /** false: it is over, or too much came while it was held. */
  get isUsable(): boolean {
    return !this.#hasEnded && !this.#isOverfull;
  }

  get ageMs(): number {
    return performance.now() - this.#startedAtMs;
  }

  /** Whether entries were dropped since it began. */
  get hasLost(): boolean {
    return this.#hasLost;
  }

  /** Hands over what was held, and from now on what comes. @param take - As ToolRun's. */
  release(take: (bytes: Buffer) => boolean): void {
    this.#take = take;
    this.#handOver();
  }

  /** Goes on after `take` returned false. */
  resume(): void {
    if (this.#handOver()) this.#run.resume();
  }

  stop(deadlineMs: number): Promise<void> {
    this.#held = [];
    return this.#run.stop(deadlineMs);
  }

  #receive(bytes: Buffer): boolean {
    this.#begin();
    this.#lookForLoss(bytes);
    if (this.#isOverfull) return true;
    if (this.#take !== undefined && this.#held.length === 0) return this.#take(bytes);
    this.#held.push(bytes);
    // While it is let through, what waits is bounded by not reading on.
    if (this.#take !== undefined) return false;
    this.#heldBytes += bytes.length;
    this.#isOverfull = this.#heldBytes > MOST_HELD_BYTES;
    if (this.#isOverfull) this.#held = [];
    return true;
  }

  /** @returns Whether nothing is held any more and there is room for more. */
  #handOver(): boolean {
    const take = this.#take;
    if (take === undefined) return true;
    for (let bytes = this.#held.shift(); bytes !== undefined; bytes = this.#held.shift()) {
      if (!take(bytes)) return false;
    }
    return true;
  }

  #lookForLoss(bytes: Buffer): void {
    if (this.#hasLost) return;
    const text = this.#tail + bytes.toString('latin1');
    const isLost = text.includes(LOSS_EVENT) || this.#hasLossLine(text);
    const lastLine = text.lastIndexOf('\n') + 1;
    if (lastLine > 0 || this.#lineBegin === '') this.#lineBegin = text.charAt(lastLine);
    this.#tail = text.slice(-LONGEST_SIGN);
    if (!isLost) return;
    this.#hasLost = true;
    this.#onLoss();
  }

  #hasLossLine(text: string): boolean {
    const at = text.indexOf(LOSS_LINE);
    if (at < 0) return false;
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const begin = lineStart === 0 ? this.#lineBegin || text.charAt(0) : text.charAt(lineStart);
    return begin !== '{';
  }
}
