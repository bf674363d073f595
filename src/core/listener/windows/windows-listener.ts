import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import { parseWindowsPosition } from '../../parser/windows/windows-position.ts';
import { BackOff, TOOL_BACK_OFF, type BackOffOptions } from '../back-off.ts';
import { JournalctlRun, type RunOutcome } from '../journalctl-run.ts';
import type { Listener, ListenerMode, ListenerPort } from '../listener.ts';
import { ProcessSlots } from './process-slots.ts';
import {
  FORWARDED_EVENTS,
  WEVTUTIL,
  newestArguments,
  queryArguments,
  type ChannelStart,
} from './wevtutil-command.ts';
import { classifyWindowsFailure } from './windows-problem.ts';

export interface WindowsListenerOptions {
  /** As `wevtutil el` calls it. */
  channel: string;
  mode: ListenerMode;
  port: ListenerPort;
  /** Of the last event stored; null: begin with the oldest one. */
  initialPosition: string | null;
  /** The program and what stands before its arguments. Default: wevtutil. */
  command?: readonly string[];
  /** The pauses after a failure. Default: 250 ms to 30 s. */
  backOff?: BackOffOptions;
  /** The pauses between two questions, milliseconds: the first while events come, more and more while none do. Default: 500 to 10,000. */
  poll?: { shortestMs: number; longestMs: number };
  /** A run that has not ended after so long is ended, milliseconds. Default: 120,000. */
  deadlineMs?: number;
}

const POLL = { shortestMs: 500, longestMs: 10_000 };
const POLL_GROWTH = 1.5;
const DEADLINE_MS = 120_000;
const STOP_MS = 2000;
/** Forwarded events come late, and have no order of their own: so much is read again, and what is stored already is recognised. */
const FORWARDED_OVERLAP_MS = 600_000;
/** `once` gives up when wevtutil dies so often. */
const TRIES_OF_ONCE = 5;
/** Each costs a process of some tens of milliseconds; several channels take turns. */
const SLOTS = new ProcessSlots(2);

/** Listens to one channel of Windows' event log, by asking wevtutil again and again for what follows the last event. */
export function createWindowsListener(options: WindowsListenerOptions): Listener {
  return new WindowsListener(options);
}

class WindowsListener implements Listener {
  readonly #channel: string;
  readonly #mode: ListenerMode;
  readonly #port: ListenerPort;
  readonly #command: readonly string[];
  readonly #backOff: BackOff;
  readonly #poll: { shortestMs: number; longestMs: number };
  readonly #deadlineMs: number;
  readonly #stopping = Promise.withResolvers<null>();
  #position: string | null;
  /** The log was cleared: its record ids begin again. */
  #wasCleared = false;
  #pauseMs: number;
  #deaths = 0;
  #isStopping = false;
  #isAnnounced = false;
  #working: Promise<void> | undefined;
  #run: JournalctlRun | undefined;
  #endPause: (() => void) | undefined;

  constructor(options: WindowsListenerOptions) {
    this.#channel = options.channel;
    this.#mode = options.mode;
    this.#port = options.port;
    this.#position = options.initialPosition;
    this.#command = options.command ?? WEVTUTIL;
    this.#backOff = new BackOff(options.backOff ?? TOOL_BACK_OFF);
    this.#poll = options.poll ?? POLL;
    this.#pauseMs = this.#poll.shortestMs;
    this.#deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    this.#run?.resume();
  }

  retryNow(): void {
    this.#endPause?.();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopping.resolve(null);
    this.#endPause?.();
    await this.#run?.stop(STOP_MS);
    await this.#working;
    this.#port.report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    this.#report('starting', 'Starting');
    while (!this.#isStopping) {
      const end = await this.#ask();
      if (end === null || this.#isStopping) continue;
      if (end.kind === 'failed') {
        if (await this.#endOfFailure(end.outcome)) return;
        continue;
      }
      if (end.hasMoved) continue;
      if (this.#mode === 'once') {
        this.#report('finished', `Read all of the channel ${this.#channel}`);
        return;
      }
      if (!this.#isAnnounced) this.#report('following', `Following the channel ${this.#channel}`);
      this.#isAnnounced = true;
      await this.#pause(this.#pauseMs);
      this.#pauseMs = Math.min(this.#poll.longestMs, this.#pauseMs * POLL_GROWTH);
    }
  }

  /** One question, and what follows from its answer. null: stopped meanwhile. */
  async #ask(): Promise<
    { kind: 'answered'; hasMoved: boolean } | { kind: 'failed'; outcome: RunOutcome } | null
  > {
    if (!this.#isAnnounced) this.#report('catching-up', `Reading the channel ${this.#channel}`);
    const before = this.#position;
    this.#port.deliver({ kind: 'run-started', phase: 'catch-up', anchor: before });
    const outcome = await this.#tool(queryArguments(this.#channel, this.#start()), (bytes) =>
      this.#port.deliver({ kind: 'bytes', bytes }),
    );
    if (outcome === null) return null;
    this.#port.deliver({ kind: 'run-ended', isComplete: outcome.exitCode === 0 });
    const position = await Promise.race([this.#port.settled(), this.#stopping.promise]);
    if (this.#isStopping) return null;
    const hasMoved = position !== null && position !== before;
    if (hasMoved) {
      this.#position = position;
      this.#wasCleared = false;
      this.#deaths = 0;
      this.#pauseMs = this.#poll.shortestMs;
    }
    if (outcome.exitCode !== 0) return { kind: 'failed', outcome };
    // The last event that was stored is answered itself, as long as it is there.
    const isSilent = outcome.outputBytes === 0 && before !== null && !this.#wasCleared;
    if (isSilent) await this.#lookForClearing(before);
    return { kind: 'answered', hasMoved: hasMoved || (isSilent && this.#wasCleared) };
  }

  #start(): ChannelStart {
    const position = this.#position === null ? undefined : parseWindowsPosition(this.#position);
    if (position === undefined || this.#wasCleared) return { kind: 'oldest' };
    if (this.#channel === FORWARDED_EVENTS) {
      return { kind: 'time', unixMs: Math.max(0, position.timeUnixUs / 1000 - FORWARDED_OVERLAP_MS) };
    }
    return { kind: 'record', recordId: position.recordId };
  }

  /** Nothing from the last record id on: was the log cleared, so that its newest id is smaller? */
  async #lookForClearing(position: string): Promise<void> {
    const recordId = parseWindowsPosition(position)?.recordId ?? 0;
    if (recordId === 0 || this.#channel === FORWARDED_EVENTS) return;
    const parts: Buffer[] = [];
    const outcome = await this.#tool(newestArguments(this.#channel), (bytes) => {
      parts.push(bytes);
      return true;
    });
    if (outcome?.exitCode !== 0) return;
    // Whatever the encoding: the digits and signs looked for are ASCII, with zeros between them in UTF-16.
    const text = Buffer.concat(parts).toString('latin1').replaceAll('\0', '');
    const newest = /<EventRecordID>(\d+)<\/EventRecordID>/.exec(text)?.[1];
    this.#wasCleared = newest !== undefined && Number(newest) < recordId;
  }

  async #endOfFailure(outcome: RunOutcome): Promise<boolean> {
    const { waits, problem } = classifyWindowsFailure(this.#channel, outcome);
    this.#deaths += 1;
    this.#isAnnounced = false;
    if (this.#mode === 'once' && (waits || this.#deaths >= TRIES_OF_ONCE)) {
      this.#report('failed', `Could not read the channel ${this.#channel}`, problem);
      return true;
    }
    if (!waits) this.#port.countRestart();
    const pauseMs = this.#backOff.pauseAfter(outcome.ranForMs);
    const pause = this.#pause(pauseMs);
    const again = `trying again in ${String(pauseMs / 1000)} s`;
    this.#report(
      waits ? 'waiting' : 'restarting',
      `Cannot read the channel ${this.#channel}; ${again}`,
      problem,
    );
    await pause;
    return false;
  }

  /** Runs wevtutil when it is this channel's turn. null: stopped meanwhile. */
  async #tool(
    toolArguments: readonly string[],
    take: (bytes: Buffer) => boolean,
  ): Promise<RunOutcome | null> {
    await SLOTS.enter();
    try {
      if (this.#isStopping) return null;
      const run = new JournalctlRun([...this.#command, ...toolArguments], take);
      this.#run = run;
      const deadline = setTimeout(() => void run.stop(STOP_MS), this.#deadlineMs);
      const outcome = await run.ended;
      clearTimeout(deadline);
      this.#run = undefined;
      return this.#isStopping ? null : outcome;
    } finally {
      SLOTS.leave();
    }
  }

  async #pause(pauseMs: number): Promise<void> {
    if (this.#isStopping) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#endPause = resolve;
    const timer = setTimeout(resolve, pauseMs);
    await promise;
    clearTimeout(timer);
    this.#endPause = undefined;
  }

  #report(state: ListenerState, stateText: string, problem: WireError | null = null): void {
    if (!this.#isStopping) this.#port.report(state, stateText, problem);
  }
}
