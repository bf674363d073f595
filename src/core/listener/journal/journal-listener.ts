import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import type { BackOffOptions } from '../back-off.ts';
import { BackOff, TOOL_BACK_OFF } from '../back-off.ts';
import { markOfFile } from './journal-file-mark.ts';
import { permissionQuestion, toldOfMissingPermission } from './journal-permission.ts';
import type { JournalFailure } from './journal-problem.ts';
import {
  classifyJournalFailure,
  describeEnd,
  emptyProblem,
  incompleteProblem,
  permissionProblem,
} from './journal-problem.ts';
import type { JournalTarget } from './journal-target.ts';
import { catchUpArguments, followArguments } from './journal-target.ts';
import { TRIAL_ARGUMENTS, withOutputBuffer } from './journalctl-command.ts';
import type { RunOutcome } from '../tool-run.ts';
import { ToolRun } from '../tool-run.ts';
import type { Listener, ListenerMode, ListenerPort } from '../listener.ts';
import { sshCommandLine } from './ssh-command.ts';
import { Pause } from '../pause.ts';

export interface JournalListenerOptions {
  target: JournalTarget;
  mode: ListenerMode;
  port: ListenerPort;
  /** The cursor of the last entry stored; null: begin at the oldest entry. */
  initialPosition: string | null;
  /** The program and what stands before its options. Default: `journalctl`, found on PATH. */
  command?: readonly string[];
  /** How ssh is called for a journal of another host. Default: `ssh`, found on PATH. */
  sshCommand?: readonly string[];
  /** The pauses before journalctl is started again. Default: 250 ms to 30 s. */
  backOff?: BackOffOptions;
  /** How long journalctl may take to end after SIGTERM, milliseconds. Default 2,000. */
  stopDeadlineMs?: number;
}

/** An empty journal is looked at more often than a broken tool: its first entry should not take half a minute to appear. */
const EMPTY_BACK_OFF: BackOffOptions = { firstMs: 250, longestMs: 2000, healthyAfterMs: 30_000 };
/** journalctl cannot wait for one single file (libsystemd opens it without watching it), so it is asked again this often. */
const FILE_INTERVAL_MS = 1000;
/** `once` gives up when journalctl dies this many times in a row without a new entry. */
const TRIES_OF_ONCE = 5;

/** Listens to journald through journalctl: this machine's journal, a folder of journal files or one file. */
export function createJournalListener(options: JournalListenerOptions): Listener {
  return new JournalListener(options);
}

/** What follows a round: another one at once or after a pause, or nothing more. */
type RoundEnd =
  | { kind: 'again' }
  | { kind: 'pause'; pauseMs: number; state: ListenerState; stateText: string; problem: WireError }
  | { kind: 'over'; state: ListenerState; stateText: string; problem: WireError | null };

class JournalListener implements Listener {
  readonly #target: JournalTarget;
  readonly #mode: ListenerMode;
  readonly #port: ListenerPort;
  readonly #stopDeadlineMs: number;
  readonly #toolBackOff: BackOff;
  readonly #emptyBackOff = new BackOff(EMPTY_BACK_OFF);
  readonly #pause = new Pause();
  readonly #stopping = Promise.withResolvers<null>();
  readonly #ssh: readonly string[];
  #command: readonly string[];
  #position: string | null;
  /** false: journalctl refused the position, so the next round reads from the oldest entry. */
  #isSeekable = true;
  /** What stays wrong while entries come in: a part of the journal that cannot be read. */
  #standingProblem: WireError | null = null;
  #shownProblem: WireError | null = null;
  #deathsInARow = 0;
  #isStopping = false;
  #run: ToolRun | null = null;
  #working: Promise<void> | null = null;

  constructor(options: JournalListenerOptions) {
    this.#target = options.target;
    this.#mode = options.mode;
    this.#port = options.port;
    this.#position = options.initialPosition;
    this.#command = options.command ?? ['journalctl'];
    this.#ssh = options.sshCommand ?? ['ssh'];
    this.#stopDeadlineMs = options.stopDeadlineMs ?? 2000;
    this.#toolBackOff = new BackOff(options.backOff ?? TOOL_BACK_OFF);
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    this.#run?.resume();
  }

  retryNow(): void {
    this.#pause.end();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopping.resolve(null);
    this.#pause.close();
    await this.#run?.stop(this.#stopDeadlineMs);
    await this.#working;
    this.#report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    this.#report('starting', 'Starting', null);
    const buffered = withOutputBuffer(this.#command);
    const trial = await this.#runTool(buffered, TRIAL_ARGUMENTS, () => true);
    if (trial?.exitCode === 0) this.#command = buffered;
    while (!this.#isStopping) {
      const end = await this.#round();
      if (end === null || end.kind === 'again') continue;
      this.#report(end.state, end.stateText, end.problem);
      if (end.kind === 'over') return;
      await this.#pause.wait(end.pauseMs);
    }
  }

  /** Catches up and then follows until that ends. null: stopped meanwhile. */
  async #round(): Promise<RoundEnd | null> {
    const fileMark = this.#target.kind === 'file' ? await markOfFile(this.#target.path) : null;
    this.#standingProblem = (await this.#isPartlyClosed()) ? permissionProblem(this.#target, true) : null;
    const caughtUp = await this.#read('catch-up');
    if (caughtUp === null) return null;
    if (caughtUp.exitCode !== 0) return this.#endOfFailure(caughtUp);
    if (caughtUp.complaint !== '') {
      this.#standingProblem = incompleteProblem(this.#target, caughtUp.complaint);
    }
    // A position that still exists is printed again itself, so no output means that there is no entry at all.
    const isEmpty = caughtUp.outputBytes === 0;
    if (this.#mode === 'once') {
      const problem = this.#standingProblem ?? (isEmpty ? emptyProblem(this.#target) : null);
      return {
        kind: 'over',
        state: 'finished',
        stateText: 'Read everything that the journal holds',
        problem,
      };
    }
    if (isEmpty) return this.#endOfEmpty(emptyProblem(this.#target), caughtUp);
    if (fileMark !== null) return this.#awaitFileChange(fileMark);
    const followed = await this.#read('follow');
    return followed === null ? null : this.#endOfFailure(followed);
  }

  /** One run of journalctl, delivered with its frame. null: stopped meanwhile. */
  async #read(phase: 'catch-up' | 'follow'): Promise<RunOutcome | null> {
    if (this.#isStopping) return null;
    const anchor = this.#position;
    const seekTo = this.#isSeekable ? anchor : null;
    const isCatchUp = phase === 'catch-up';
    const argumentsOf = isCatchUp ? catchUpArguments : followArguments;
    const announce = () => {
      if (isCatchUp) this.#report('catching-up', 'Reading what the journal holds', this.#standingProblem);
      else this.#report('following', 'Following the journal', this.#standingProblem);
    };
    // What went wrong before stays on screen until something is read again.
    let isAnnounced = !isCatchUp || this.#shownProblem === null;
    if (isAnnounced) announce();
    this.#port.deliver({ kind: 'run-started', phase, anchor });
    const outcome = await this.#runTool(this.#command, argumentsOf(this.#target, seekTo), (bytes) => {
      if (!isAnnounced) {
        isAnnounced = true;
        announce();
      }
      return this.#port.deliver({ kind: 'bytes', bytes });
    });
    if (outcome === null) return null;
    this.#port.deliver({ kind: 'run-ended', isComplete: isCatchUp && outcome.exitCode === 0 });
    await this.#learnPosition();
    return this.#isStopping ? null : outcome;
  }

  async #learnPosition(): Promise<void> {
    const position = await Promise.race([this.#port.settled(), this.#stopping.promise]);
    if (position === null || position === this.#position) return;
    this.#position = position;
    this.#isSeekable = true;
    this.#deathsInARow = 0;
  }

  #endOfEmpty(problem: WireError, outcome: RunOutcome): RoundEnd {
    return {
      kind: 'pause',
      pauseMs: this.#emptyBackOff.pauseAfter(outcome.ranForMs),
      state: 'waiting',
      stateText: 'Waiting for the first entry of the journal',
      problem,
    };
  }

  #endOfFailure(outcome: RunOutcome): RoundEnd {
    const failure = classifyJournalFailure(this.#target, outcome);
    if (failure.kind === 'no-boot') return this.#endOfEmpty(failure.problem, outcome);
    if (failure.kind === 'unseekable') {
      // The anchor stays: the parser finds another entry in its place and records the gap.
      this.#isSeekable = false;
      this.#report('restarting', 'Reading the journal again from its oldest entry', failure.problem);
      return { kind: 'again' };
    }
    if (failure.kind === 'died') this.#deathsInARow += 1;
    if (this.#mode === 'once' && (failure.kind !== 'died' || this.#deathsInARow >= TRIES_OF_ONCE)) {
      return {
        kind: 'over',
        state: 'failed',
        stateText: 'Could not read the journal',
        problem: failure.problem,
      };
    }
    return this.#endWithPause(failure, outcome);
  }

  #endWithPause(failure: JournalFailure, outcome: RunOutcome): RoundEnd {
    const pauseMs = this.#toolBackOff.pauseAfter(outcome.ranForMs);
    const isDeath = failure.kind === 'died';
    if (isDeath) this.#port.countRestart(failure.problem.message);
    return {
      kind: 'pause',
      pauseMs,
      state: isDeath ? 'restarting' : 'waiting',
      stateText: isDeath
        ? `journalctl ended (${describeEnd(outcome)}); starting it again in ${seconds(pauseMs)}`
        : `Cannot read the journal; trying again in ${seconds(pauseMs)}`,
      problem: failure.problem,
    };
  }

  async #awaitFileChange(markBefore: string): Promise<RoundEnd> {
    if (this.#target.kind !== 'file') return { kind: 'again' };
    this.#report(
      'following',
      'Looking for new entries in the journal file every second',
      this.#standingProblem,
    );
    do await this.#pause.wait(FILE_INTERVAL_MS);
    while (!this.#isStopping && (await markOfFile(this.#target.path)) === markBefore);
    return { kind: 'again' };
  }

  async #isPartlyClosed(): Promise<boolean> {
    if (this.#target.kind === 'file') return false;
    const answer = await this.#runTool(this.#command, permissionQuestion(this.#target), () => true);
    return answer !== null && toldOfMissingPermission(answer.complaint);
  }

  /** Runs the tool to its end, within reach of `stop` and `resume`. null: stopped meanwhile. */
  async #runTool(
    command: readonly string[],
    runArguments: readonly string[],
    take: (bytes: Buffer) => boolean,
  ): Promise<RunOutcome | null> {
    if (this.#isStopping) return null;
    const commandLine = [...command, ...runArguments];
    const { host } = { host: null, ...this.#target };
    this.#run = new ToolRun(host === null ? commandLine : sshCommandLine(this.#ssh, host, commandLine), take);
    const outcome = await this.#run.ended;
    this.#run = null;
    return this.#isStopping ? null : outcome;
  }

  #report(state: ListenerState, stateText: string, problem: WireError | null): void {
    this.#shownProblem = problem;
    this.#port.report(state, stateText, problem);
  }
}

/** `0.25 s`, `30 s`. */
function seconds(durationMs: number): string {
  return `${durationMs / 1000} s`;
}
