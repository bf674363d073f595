import { JournalctlRun, type RunOutcome } from '../journalctl-run.ts';

/** What may wait in memory while the past is read. Two minutes of an ordinary Mac's log; more is read from the past in the next round. */
const MOST_HELD_BYTES = 16 * 1024 * 1024;
/** What tells that macOS dropped entries of the stream. Source: recorded loss events, and the text style of log(1). */
const LOSS_SIGNS = ['"eventType":"lossEvent"', 'Messages dropped during live streaming'];
const LONGEST_SIGN = Math.max(...LOSS_SIGNS.map((sign) => sign.length));

/** A run of `log stream` whose output is held back until somebody takes it: it has to begin before the past is read, or something would be missed between. */
export class HeldStream {
  /** Resolves when the tool is gone. */
  readonly ended: Promise<RunOutcome>;
  /** Resolves with its first output. */
  readonly begun: Promise<void>;
  readonly #startedAtMs = performance.now();
  readonly #begin: () => void;
  readonly #run: JournalctlRun;
  readonly #onLoss: () => void;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #take: ((bytes: Buffer) => boolean) | undefined;
  #tail = '';
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
    this.#run = new JournalctlRun(commandLine, (bytes) => this.#receive(bytes), environment);
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

  /** Hands over what was held, and from now on what comes. @param take - As JournalctlRun's. */
  release(take: (bytes: Buffer) => boolean): void {
    this.#take = take;
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    for (const bytes of held) take(bytes);
  }

  resume(): void {
    this.#run.resume();
  }

  stop(deadlineMs: number): Promise<void> {
    this.#held = [];
    return this.#run.stop(deadlineMs);
  }

  #receive(bytes: Buffer): boolean {
    this.#begin();
    this.#lookForLoss(bytes);
    if (this.#take !== undefined) return this.#take(bytes);
    if (this.#isOverfull) return true;
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    this.#isOverfull = this.#heldBytes > MOST_HELD_BYTES;
    if (this.#isOverfull) this.#held = [];
    return true;
  }

  #lookForLoss(bytes: Buffer): void {
    if (this.#hasLost) return;
    const text = this.#tail + bytes.toString('latin1');
    this.#tail = text.slice(-LONGEST_SIGN);
    if (!LOSS_SIGNS.some((sign) => text.includes(sign))) return;
    this.#hasLost = true;
    this.#onLoss();
  }
}
