import type { WireError } from '#contract/errors.ts';

/** One way in which messages come over the network: datagrams, or connections. */
export interface SyslogIntake {
  /** Resolves when it is over: after `close`, or an error. */
  readonly closed: Promise<void>;
  /** What is lost though it listens, for people; '' when that is nothing. */
  readonly troubleText: string;
  /** What is lost though it listens and how to mend it. */
  readonly problem: WireError | null;
  /** @returns The port that is listened on. @throws what keeps it from being opened. */
  open(): Promise<number>;
  /** There is room again. */
  resume(): void;
  /** Reads what has arrived, tells what was cut and lost, and closes. Does nothing where nothing is open. */
  close(): Promise<void>;
}

/** A turn of the loop begins with what is ready; the one that is under way may be behind that. */
const QUIET_TURNS = 3;

/**
 * Lets the event loop turn until nothing comes any more, so that what the kernel holds already is read before a socket is closed.
 * @param received - How much has been read so far, in any unit; asked after each turn.
 * @param limits - What ends it though more comes.
 */
export async function drain(
  received: () => number,
  { mostMs, most }: { mostMs: number; most: number },
): Promise<void> {
  const deadlineMs = performance.now() + mostMs;
  const enough = received() + most;
  for (let quiet = 0, before = received(); quiet < QUIET_TURNS; quiet += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    const after = received();
    if (performance.now() > deadlineMs || after > enough) return;
    if (after !== before) quiet = 0;
    before = after;
  }
}
