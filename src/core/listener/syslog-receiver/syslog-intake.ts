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

/** Longest that is read on when it is to end: senders may never stop. */
const DRAIN_MS = 250;
/** Most that is read then: as much as a full queue of the pipeline. */
const DRAIN_BYTES = 8 * 1024 * 1024;
/** A turn of the loop begins with what is ready; the one that is under way may be behind that. */
const QUIET_TURNS = 3;

/**
 * Lets the event loop turn until nothing comes any more, so that what the kernel holds already is read before a socket is closed.
 * @param received - How many bytes have been read so far; asked after each turn.
 */
export async function drain(received: () => number): Promise<void> {
  const deadlineMs = performance.now() + DRAIN_MS;
  const enough = received() + DRAIN_BYTES;
  for (let quiet = 0, before = received(); quiet < QUIET_TURNS; quiet += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    const after = received();
    if (performance.now() > deadlineMs || after > enough) return;
    if (after !== before) quiet = 0;
    before = after;
  }
}
