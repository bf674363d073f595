import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import type { BackOffOptions } from '../back-off.ts';
import { BackOff, TOOL_BACK_OFF } from '../back-off.ts';
import { WevtutilRun, type WevtutilOutcome } from './wevtutil-run.ts';
import type { Listener, ListenerMode, ListenerPort } from '../listener.ts';
import { FirstEvent } from './first-event.ts';
import { ToolSlots } from './tool-slots.ts';
import { isForwarded, queryArguments, wevtutilCommand } from './wevtutil-command.ts';
import { describeWindowsChannel } from './windows-channels.ts';
import { classifyWindowsFailure, disabledProblem, hangingProblem, noToolProblem } from './windows-problem.ts';
import { Pause } from '../pause.ts';

export interface WindowsListenerOptions {
  channel: string;
  mode: ListenerMode;
  port: ListenerPort;
  /** Of the last event stored; null: begin at the oldest one. */
  initialPosition: string | null;
  /** The program and what stands before its arguments. Default: wevtutil; undefined: there is none. */
  command?: readonly string[] | undefined;
  /** Pauses before wevtutil is started again after it failed. Default: 250 ms to 30 s. */
  backOff?: BackOffOptions;
  /** Milliseconds between two queries: of a busy channel, doubling to that of a quiet one. Default 500 to 5,000. */
  polling?: { busyMs: number; quietMs: number };
  /** wevtutil that prints nothing for so long, while it could, hangs. Milliseconds, default 60,000. */
  silenceMs?: number;
}

/** wevtutil processes that run at a time, of all channels. */
const slots = new ToolSlots(3);
const POLLING = { busyMs: 500, quietMs: 5000 };
const SILENCE_MS = 60_000;
const STOP_DEADLINE_MS = 2000;
/** `once` gives up when wevtutil fails so many times in a row. */
const TRIES_OF_ONCE = 5;
/** Of ForwardedEvents: how much is read again, as origins deliver late; at the start and with each query. The store knows what it has. */
const FIRST_OVERLAP_MS = 24 * 60 * 60 * 1000;
const OVERLAP_MS = 10 * 60 * 1000;

/** What one query brought: `empty`: no event, not even the one that reading began at; `cleared`: record ids begin again. */
type QueryEnd =
  | { kind: 'read' | 'empty' | 'cleared' | 'stopped' }
  | { kind: 'hung' }
  | { kind: 'failed'; outcome: WevtutilOutcome };

/** Listens to one channel of Windows' event log, by asking wevtutil again and again for what came since. */
export function createWindowsListener(options: WindowsListenerOptions): Listener {
  return new WindowsListener(options);
}

class WindowsListener implements Listener {
  readonly #options: WindowsListenerOptions;
  readonly #command: readonly string[] | undefined;
  readonly #backOff: BackOff;
  readonly #polling: { busyMs: number; quietMs: number };
  readonly #pause = new Pause();
  readonly #stopping = Promise.withResolvers<null>();
  #position: string | null;
  /** The position is of a log that was cleared: it stays the anchor, so that the gap is recorded, but is not asked for. */
  #readsFromOldest = false;
  #overlapMs = FIRST_OVERLAP_MS;
  #pauseMs: number;
  #failuresInARow = 0;
  #isStopping = false;
  #isFull = false;
  #run: WevtutilRun | undefined;
  #watchSilence: (() => void) | undefined;
  #working: Promise<void> | undefined;

  constructor(options: WindowsListenerOptions) {
    this.#options = options;
    this.#command = 'command' in options ? options.command : wevtutilCommand();
    this.#position = options.initialPosition;
    this.#backOff = new BackOff(options.backOff ?? TOOL_BACK_OFF);
    this.#polling = options.polling ?? POLLING;
    this.#pauseMs = this.#polling.busyMs;
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    this.#isFull = false;
    this.#watchSilence?.();
    this.#run?.resume();
  }

  retryNow(): void {
    this.#pause.end();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopping.resolve(null);
    this.#pause.close();
    await this.#run?.stop(STOP_DEADLINE_MS);
    await this.#working;
    this.#report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    const { channel, mode } = this.#options;
    if (this.#command === undefined) {
      this.#report(mode === 'once' ? 'failed' : 'waiting', 'Cannot run wevtutil', noToolProblem());
      return;
    }
    const command = this.#command;
    this.#report('catching-up', `Reading what the channel ${channel} holds`, null);
    while (!this.#isStopping) {
      const before = this.#position;
      // Whoever waits for a slot must not keep the source from being stopped.
      const end = await Promise.race([slots.run(() => this.#query(command)), this.#stopping.promise]);
      if (this.#isStopping || end === null || end.kind === 'stopped') return;
      if (end.kind === 'failed' || end.kind === 'hung') {
        if (await this.#fail(end)) return;
        continue;
      }
      this.#failuresInARow = 0;
      this.#backOff.reset();
      const isNew = this.#position !== before;
      if (end.kind === 'cleared' || (end.kind === 'empty' && before !== null && !this.#readsFromOldest)) {
        this.#readsFromOldest = !isForwarded(channel);
        if (this.#readsFromOldest) continue;
      }
      if (isNew) {
        this.#readsFromOldest = false;
        this.#pauseMs = this.#polling.busyMs;
        if (this.#options.mode === 'once') continue;
      }
      if (await this.#rest(command, before === null && !isNew)) return;
    }
  }

  /** Nothing more is there now. true: reading is over. */
  async #rest(command: readonly string[], isEmpty: boolean): Promise<boolean> {
    const { channel, mode } = this.#options;
    const isDisabled = isEmpty && (await describeWindowsChannel(command, channel)).isEnabled === false;
    const problem = isDisabled ? disabledProblem(channel) : null;
    if (this.#isStopping) return true;
    if (mode === 'once') {
      this.#report('finished', `Read everything that the channel ${channel} holds`, problem);
      return true;
    }
    this.#report('following', `Asking for new events of the channel ${channel}`, problem);
    await this.#pause.wait(this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, this.#polling.quietMs);
    return false;
  }

  /** true: reading is over. */
  async #fail(end: { kind: 'hung' } | { kind: 'failed'; outcome: WevtutilOutcome }): Promise<boolean> {
    const { channel, mode, silenceMs, port } = this.#options;
    const failure =
      end.kind === 'hung'
        ? { kind: 'broken', problem: hangingProblem(channel, silenceMs ?? SILENCE_MS) }
        : classifyWindowsFailure(channel, end.outcome);
    const isBroken = failure.kind === 'broken';
    this.#failuresInARow += 1;
    if (mode === 'once' && (!isBroken || this.#failuresInARow >= TRIES_OF_ONCE)) {
      this.#report('failed', `Could not read the channel ${channel}`, failure.problem);
      return true;
    }
    const pauseMs = this.#backOff.pauseAfter(0);
    if (isBroken) port.countRestart(failure.problem.message);
    this.#report(
      isBroken ? 'restarting' : 'waiting',
      `Cannot read the channel ${channel}; trying again in ${String(pauseMs / 1000)} s`,
      failure.problem,
    );
    await this.#pause.wait(pauseMs);
    return false;
  }

  /** One run of wevtutil, delivered with its frame. */
  async #query(command: readonly string[]): Promise<QueryEnd> {
    if (this.#isStopping) return { kind: 'stopped' };
    const { channel, port } = this.#options;
    const anchor = this.#position;
    const from = this.#readsFromOldest ? null : anchor;
    // Record ids of ForwardedEvents tell nothing of what is missing: as in a run that follows, no gap is looked for.
    const phase = isForwarded(channel) ? 'follow' : 'catch-up';
    let first = from === null || isForwarded(channel) ? undefined : new FirstEvent(from);
    let verdict = first === undefined ? 'continues' : 'held';
    let isHung = false;
    let timer: NodeJS.Timeout | undefined;
    const deliver = (pieces: readonly Buffer[]): boolean => {
      for (const bytes of pieces) this.#isFull = !port.deliver({ kind: 'bytes', bytes });
      return !this.#isFull;
    };
    if (first === undefined) port.deliver({ kind: 'run-started', phase, anchor });
    const run = new WevtutilRun([...command, ...queryArguments(channel, from, this.#overlapMs)], (bytes) => {
      this.#watchSilence?.();
      if (verdict === 'cleared') return true;
      if (first === undefined) return deliver([bytes]);
      verdict = first.take(bytes);
      if (verdict === 'held') return true;
      const { held } = first;
      first = undefined;
      if (verdict === 'cleared') {
        void run.stop(STOP_DEADLINE_MS);
        return true;
      }
      port.deliver({ kind: 'run-started', phase, anchor });
      return deliver(held);
    });
    this.#run = run;
    this.#watchSilence = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (this.#isFull) return;
        isHung = true;
        void run.stop(STOP_DEADLINE_MS);
      }, this.#options.silenceMs ?? SILENCE_MS);
    };
    this.#watchSilence();
    const outcome = await run.ended;
    this.#watchSilence = undefined;
    clearTimeout(timer);
    this.#run = undefined;
    if (this.#isStopping) return { kind: 'stopped' };
    if (verdict === 'cleared') return { kind: 'cleared' };
    if (first !== undefined) {
      // The output ended within the system part of its first event, or there was none.
      port.deliver({ kind: 'run-started', phase, anchor });
      deliver(first.held);
    }
    const isComplete = outcome.exitCode === 0 && !isHung;
    port.deliver({ kind: 'run-ended', isComplete });
    const position = await Promise.race([port.settled(), this.#stopping.promise]);
    if (position !== null) this.#position = position;
    this.#overlapMs = isComplete ? OVERLAP_MS : this.#overlapMs;
    if (isHung) return { kind: 'hung' };
    if (!isComplete) return { kind: 'failed', outcome };
    return { kind: outcome.outputBytes === 0 ? 'empty' : 'read' };
  }

  #report(state: ListenerState, stateText: string, problem: WireError | null): void {
    this.#options.port.report(state, stateText, problem);
  }
}
