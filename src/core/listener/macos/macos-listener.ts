import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import { parseMacosPosition } from '../../parser/macos/macos-position.ts';
import { BackOff, TOOL_BACK_OFF, type BackOffOptions } from '../back-off.ts';
import { ToolRun, type RunOutcome } from '../tool-run.ts';
import type { Listener, ListenerMode, ListenerPort } from '../listener.ts';
import { HeldStream } from './held-stream.ts';
import {
  MACOS_LOG_ENVIRONMENT,
  macosLogCommand,
  showArguments,
  streamArguments,
  type MacosLevel,
} from './macos-log-command.ts';
import { CUT_SHORT, classifyMacosFailure } from './macos-problem.ts';
import { ShownRecords, type ShownVerdict } from './shown-records.ts';
import { Pause } from '../pause.ts';

export interface MacosListenerOptions {
  level: MacosLevel;
  mode: ListenerMode;
  port: ListenerPort;
  /** Of the last entry stored; null: begin an hour ago. */
  initialPosition: string | null;
  /** The program and what stands before its arguments. Default: /usr/bin/log. */
  command?: readonly string[];
  /** The pauses before `log` is started again. Default: 250 ms to 30 s. */
  backOff?: BackOffOptions;
  /** How long `log stream` may take until it hands on what is logged, milliseconds. Default 2,000. */
  streamStartMs?: number;
  /** How long `log` may take to end after SIGTERM, milliseconds. Default 2,000. */
  stopDeadlineMs?: number;
}

/** `log show` takes whole seconds, and neighbours come out of order: what is read twice is recognised by the store. */
const OVERLAP_US = 5_000_000;
/** After a loss the past is read from further back: what was dropped is older than what came last. */
const LOSS_OVERLAP_US = 60_000_000;
/** A past that was not printed to its end is read again so often; then what there is has to do, and the rest is a gap. */
const TRIES_OF_PAST = 3;
/** `once` gives up when `log` dies so often. */
const TRIES_OF_ONCE = 5;

/**
 * Listens to macOS' unified log. `log stream` has no past and `log show` no future: the stream begins first and is held back while `log show`
 * prints what was logged since the last stored entry, and once more when the stream has certainly begun. So nothing is missed between, and what both
 * print is stored once.
 */
export function createMacosListener(options: MacosListenerOptions): Listener {
  return new MacosListener(options);
}

/** `isWhole`: all that macOS holds was printed, or will not be any more. */
interface Past extends RunOutcome {
  isWhole: boolean;
}

class MacosListener implements Listener {
  readonly #level: MacosLevel;
  readonly #mode: ListenerMode;
  readonly #port: ListenerPort;
  readonly #command: readonly string[];
  readonly #backOff: BackOff;
  readonly #streamStartMs: number;
  readonly #stopDeadlineMs: number;
  readonly #pause = new Pause();
  readonly #stopping = Promise.withResolvers<null>();
  #position: string | null;
  #overlapUs = OVERLAP_US;
  #deaths = 0;
  /** Readings of the past, one after the other, that were not whole. */
  #cuts = 0;
  /** Where the past is read from again; undefined: from the last entry. */
  #againFromUnixUs: number | null | undefined;
  #isStopping = false;
  #working: Promise<void> | undefined;
  #show: ToolRun | undefined;
  #stream: HeldStream | undefined;

  constructor(options: MacosListenerOptions) {
    this.#level = options.level;
    this.#mode = options.mode;
    this.#port = options.port;
    this.#position = options.initialPosition;
    this.#command = options.command ?? macosLogCommand();
    this.#backOff = new BackOff(options.backOff ?? TOOL_BACK_OFF);
    this.#streamStartMs = options.streamStartMs ?? 2000;
    this.#stopDeadlineMs = options.stopDeadlineMs ?? 2000;
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    this.#show?.resume();
    this.#stream?.resume();
  }

  retryNow(): void {
    this.#pause.end();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopping.resolve(null);
    this.#pause.close();
    await Promise.all([this.#show?.stop(this.#stopDeadlineMs), this.#stream?.stop(this.#stopDeadlineMs)]);
    await this.#working;
    this.#port.report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    this.#report('starting', 'Starting');
    while (!this.#isStopping) {
      const outcome = await this.#round();
      await this.#stream?.stop(this.#stopDeadlineMs);
      this.#stream = undefined;
      if (outcome === null || this.#isStopping) continue;
      if (outcome === 'over') return;
      if (await this.#endOfFailure(outcome)) return;
    }
  }

  /** Reads the past and follows until that ends. null: at once another round. `over`: with mode `once`, all is read. */
  async #round(): Promise<RunOutcome | 'over' | null> {
    const stream = this.#mode === 'follow' ? this.#startStream() : undefined;
    const past = await this.#readPast();
    if (past === null) return null;
    if (!past.isWhole) return past;
    if (stream === undefined) {
      this.#report('finished', 'Read what macOS holds');
      return 'over';
    }
    if (!stream.hasLost) this.#overlapUs = OVERLAP_US;
    // Nothing tells when the stream has begun. What was logged until then is past once more.
    await this.#untilBegun(stream);
    const since = stream.isUsable ? await this.#readPast() : past;
    if (since === null) return null;
    if (!since.isWhole) return since;
    // Reading the past took so long that the stream ran over, or it died: what was logged meanwhile is past by now.
    if (stream.hasLost) return await this.#afterLoss(stream);
    if (!stream.isUsable) return await this.#endOfHeld(stream);
    return await this.#follow(stream);
  }

  /** A stream that loses entries all the time must not be started all the time. */
  async #afterLoss(stream: HeldStream): Promise<null> {
    this.#port.countRestart('macOS dropped entries of the stream.');
    const pauseMs = this.#backOff.pauseAfter(stream.ageMs);
    const pause = this.#pause.wait(pauseMs);
    this.#report('restarting', 'macOS dropped entries of the stream; reading them from what it has kept');
    await pause;
    return null;
  }

  async #untilBegun(stream: HeldStream): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, Math.max(0, this.#streamStartMs - stream.ageMs));
    await Promise.race([stream.begun, stream.ended, this.#stopping.promise, promise]);
    clearTimeout(timer);
  }

  async #endOfHeld(stream: HeldStream): Promise<RunOutcome | null> {
    const overfull = Symbol('overfull');
    const end = await Promise.race([stream.ended, Promise.resolve(overfull)]);
    return typeof end === 'symbol' ? null : end;
  }

  #startStream(): HeldStream {
    const commandLine = [...this.#command, ...streamArguments(this.#level)];
    // What was dropped is read from the past in another round.
    this.#stream = new HeldStream(commandLine, MACOS_LOG_ENVIRONMENT, () => {
      this.#overlapUs = LOSS_OVERLAP_US;
      void this.#stream?.stop(this.#stopDeadlineMs);
    });
    return this.#stream;
  }

  async #readPast(): Promise<Past | null> {
    const anchor = this.#position;
    const since = anchor === null ? undefined : parseMacosPosition(anchor)?.timeUnixUs;
    this.#report('catching-up', 'Reading what macOS holds');
    this.#port.deliver({ kind: 'run-started', phase: 'catch-up', anchor });
    const fromLast = since === undefined ? null : since - this.#overlapUs;
    const startUnixUs = this.#againFromUnixUs === undefined ? fromLast : this.#againFromUnixUs;
    const shown = new ShownRecords();
    this.#show = new ToolRun(
      [...this.#command, ...showArguments(this.#level, startUnixUs)],
      (bytes) => {
        // Before it is handed to another thread, and the memory with it.
        shown.add(bytes);
        return this.#port.deliver({ kind: 'bytes', bytes });
      },
      MACOS_LOG_ENVIRONMENT,
    );
    const outcome = await this.#show.ended;
    this.#show = undefined;
    if (this.#isStopping) return null;
    const { verdict } = shown;
    await this.#endRun(outcome.exitCode === 0 && verdict === 'whole');
    if (this.#isStopping) return null;
    return { ...outcome, isWhole: outcome.exitCode === 0 && this.#isEnough(verdict, startUnixUs) };
  }

  /** Whether a reading of the past that ended well will do. What one that was cut off lacks is behind its last entry; else it may be anywhere. */
  #isEnough(verdict: ShownVerdict, startUnixUs: number | null): boolean {
    this.#cuts = verdict === 'whole' ? 0 : this.#cuts + 1;
    const isLastTry = this.#cuts >= TRIES_OF_PAST;
    this.#againFromUnixUs = verdict === 'fewer' && !isLastTry ? startUnixUs : undefined;
    if (!isLastTry) return verdict === 'whole';
    this.#cuts = 0;
    this.#port.deliver({
      kind: 'gap',
      missed: { fromUnixUs: startUnixUs, untilUnixUs: Date.now() * 1000, reason: CUT_SHORT },
    });
    return true;
  }

  async #follow(stream: HeldStream): Promise<RunOutcome | null> {
    this.#report('following', 'Following the log of macOS');
    this.#port.deliver({ kind: 'run-started', phase: 'follow', anchor: this.#position });
    stream.release((bytes) => this.#port.deliver({ kind: 'bytes', bytes }));
    const outcome = await stream.ended;
    if (this.#isStopping) return null;
    await this.#endRun(false);
    // It was ended here, as it had dropped entries.
    return stream.hasLost ? await this.#afterLoss(stream) : outcome;
  }

  async #endRun(isComplete: boolean): Promise<void> {
    this.#port.deliver({ kind: 'run-ended', isComplete });
    const position = await Promise.race([this.#port.settled(), this.#stopping.promise]);
    if (position === null || position === this.#position) return;
    this.#position = position;
    this.#deaths = 0;
  }

  /** Waits before the next round. @returns Whether there is none. */
  async #endOfFailure(outcome: RunOutcome): Promise<boolean> {
    const { waits, problem } = classifyMacosFailure(outcome);
    this.#deaths += 1;
    if (this.#mode === 'once' && (waits || this.#deaths >= TRIES_OF_ONCE)) {
      this.#report('failed', 'Could not read the log of macOS', problem);
      return true;
    }
    if (!waits) this.#port.countRestart(problem.message);
    const pauseMs = this.#backOff.pauseAfter(outcome.ranForMs);
    const pause = this.#pause.wait(pauseMs);
    const again = `in ${String(pauseMs / 1000)} s`;
    if (waits) this.#report('waiting', `Cannot read the log of macOS; trying again ${again}`, problem);
    else this.#report('restarting', `log ended; starting it again ${again}`, problem);
    await pause;
    return false;
  }

  #report(state: ListenerState, stateText: string, problem: WireError | null = null): void {
    if (!this.#isStopping) this.#port.report(state, stateText, problem);
  }
}
