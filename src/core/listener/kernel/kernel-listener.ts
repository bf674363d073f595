import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import { BackOff, TOOL_BACK_OFF, type BackOffOptions } from '../back-off.ts';
import type { Listener, ListenerMode, ListenerPort } from '../listener.ts';
import { isSameBoot, readKernelBoot, type KernelBoot } from './kernel-boot.ts';
import {
  MAX_RECORD_BYTES,
  openKernelLogDevice,
  type OpenKernelLog,
  type OpenKernelLogDevice,
} from './kernel-log-device.ts';
import { classifyKernelFailure } from './kernel-problem.ts';
import { Pause } from '../pause.ts';

export interface KernelListenerOptions {
  mode: ListenerMode;
  port: ListenerPort;
  /** Of the last record stored; null: begin at the oldest record. */
  initialPosition: string | null;
  /** Default: /dev/kmsg. */
  openDevice?: OpenKernelLogDevice;
  /** Default: what the system says. */
  readBoot?: () => KernelBoot;
  /** The pauses before the device is opened again. Default: 250 ms to 30 s. */
  backOff?: BackOffOptions;
}

/** How many bytes of records are handed over at once; a thousand records, some 8 ms of reading. */
const CHUNK_BYTES = 64 * 1024;
/**
 * The device is looked at this often, milliseconds: quickly while records come, and less and less often while none do. Looking costs some
 * 15 µs. A ring of 128 KiB holds 1,600 records, so more than 16,000 a second would have to come out of silence to be overwritten in between.
 */
const SHORTEST_LOOK_MS = 10;
const LONGEST_LOOK_MS = 100;
/** Each overrun is followed by a record; a device that only ever overruns is broken. */
const MAX_OVERRUNS_IN_A_ROW = 1000;
/** `once` gives up when the device fails so often. */
const TRIES_OF_ONCE = 5;

/** Listens to the ring buffer of this machine's kernel. */
export function createKernelListener(options: KernelListenerOptions): Listener {
  return new KernelListener(options);
}

/** What follows a round. */
type RoundEnd =
  | { kind: 'pause'; pauseMs: number; state: ListenerState; stateText: string; problem: WireError }
  | { kind: 'over'; state: ListenerState; stateText: string; problem: WireError | null };

class KernelListener implements Listener {
  readonly #mode: ListenerMode;
  readonly #port: ListenerPort;
  readonly #openDevice: OpenKernelLogDevice;
  readonly #readBoot: () => KernelBoot;
  readonly #backOff: BackOff;
  readonly #pause = new Pause();
  readonly #stopping = Promise.withResolvers<null>();
  /** Read into again and again; what is handed over is copied out of it, as it goes to another thread. */
  readonly #chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  #position: string | null;
  #failures = 0;
  #isStopping = false;
  #working: Promise<void> | undefined;
  #giveRoom: (() => void) | undefined;

  constructor(options: KernelListenerOptions) {
    this.#mode = options.mode;
    this.#port = options.port;
    this.#position = options.initialPosition;
    this.#openDevice = options.openDevice ?? openKernelLogDevice;
    this.#readBoot = options.readBoot ?? readKernelBoot;
    this.#backOff = new BackOff(options.backOff ?? TOOL_BACK_OFF);
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    this.#giveRoom?.();
  }

  retryNow(): void {
    this.#pause.end();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopping.resolve(null);
    this.#pause.close();
    this.#giveRoom?.();
    await this.#working;
    this.#port.report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    this.#port.report('starting', 'Starting', null);
    while (!this.#isStopping) {
      const end = await this.#round();
      if (end === null) return;
      // The pause begins first, so that whoever hears of it can end it.
      const pause = end.kind === 'pause' ? this.#pause.wait(end.pauseMs) : undefined;
      this.#port.report(end.state, end.stateText, end.problem);
      if (pause === undefined) return;
      await pause;
    }
  }

  /** Opens the device and reads it until something ends that. null: stopped meanwhile. */
  async #round(): Promise<RoundEnd | null> {
    const startedAtMs = performance.now();
    try {
      using log = this.#openDevice();
      return await this.#read(log);
    } catch (error) {
      return this.#isStopping ? null : this.#endOfFailure(error, performance.now() - startedAtMs);
    }
  }

  async #read(log: OpenKernelLog): Promise<RoundEnd | null> {
    this.#port.report('catching-up', 'Reading what the kernel holds', null);
    await this.#run('catch-up', this.#readBoot(), () => this.#readAll(log));
    if (this.#isStopping) return null;
    if (this.#mode === 'once') {
      return {
        kind: 'over',
        state: 'finished',
        stateText: 'Read everything that the kernel holds',
        problem: null,
      };
    }
    this.#port.report('following', 'Following the kernel’s log', null);
    while (!this.#isStopping) {
      const boot = this.#readBoot();
      await this.#run('follow', boot, () => this.#follow(log, boot));
    }
    return null;
  }

  /** One stretch of reading, delivered with its frame. */
  async #run(
    phase: 'catch-up' | 'follow',
    boot: KernelBoot,
    readRecords: () => Promise<unknown>,
  ): Promise<void> {
    this.#port.deliver({ kind: 'run-started', phase, anchor: this.#position, boot });
    let isComplete = false;
    try {
      await readRecords();
      isComplete = !this.#isStopping;
    } finally {
      if (!this.#isStopping) {
        this.#port.deliver({ kind: 'run-ended', isComplete });
        const position = await Promise.race([this.#port.settled(), this.#stopping.promise]);
        this.#position = position ?? this.#position;
      }
    }
  }

  /** Hands over what comes, for as long as the times of the records can be told by `boot`. */
  async #follow(log: OpenKernelLog, boot: KernelBoot): Promise<void> {
    let lookMs = SHORTEST_LOOK_MS;
    while (!this.#isStopping && isSameBoot(boot, this.#readBoot())) {
      const hasRead = await this.#readAll(log);
      lookMs = hasRead ? SHORTEST_LOOK_MS : Math.min(lookMs * 2, LONGEST_LOOK_MS);
      await this.#pause.wait(lookMs);
    }
  }

  /** Hands over all there is now. Returns whether there was any. */
  async #readAll(log: OpenKernelLog): Promise<boolean> {
    let hasRead = false;
    while (!this.#isStopping) {
      const { sizeBytes, isEmpty } = this.#fillChunk(log);
      if (sizeBytes > 0) {
        hasRead = true;
        this.#failures = 0;
        const bytes = Buffer.allocUnsafeSlow(sizeBytes);
        this.#chunk.copy(bytes, 0, 0, sizeBytes);
        if (!this.#port.deliver({ kind: 'bytes', bytes })) await this.#room();
      }
      if (isEmpty) break;
      // Other listeners live in this thread, too.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return hasRead;
  }

  /** Reads records, whole ones, until the chunk is full or there are no more. */
  #fillChunk(log: OpenKernelLog): { sizeBytes: number; isEmpty: boolean } {
    let sizeBytes = 0;
    let overruns = 0;
    while (sizeBytes + MAX_RECORD_BYTES <= CHUNK_BYTES) {
      const read = log.readRecord(this.#chunk, sizeBytes);
      if (read === 'empty') return { sizeBytes, isEmpty: true };
      if (read === 'overrun') {
        // How many were lost, the numbers of the records tell the parser.
        overruns += 1;
        if (overruns >= MAX_OVERRUNS_IN_A_ROW) throw new Error('it reports overruns and gives no records');
      } else if (read === 0) throw new Error('it ended, which the kernel’s log never does');
      else {
        overruns = 0;
        sizeBytes += read;
      }
    }
    return { sizeBytes, isEmpty: false };
  }

  #endOfFailure(error: unknown, ranForMs: number): RoundEnd {
    const { kind, problem } = classifyKernelFailure(error);
    this.#failures += 1;
    if (this.#mode === 'once' && (kind === 'closed' || this.#failures >= TRIES_OF_ONCE)) {
      return { kind: 'over', state: 'failed', stateText: 'Could not read the kernel’s log', problem };
    }
    const pauseMs = this.#backOff.pauseAfter(ranForMs);
    const soon = `in ${String(pauseMs / 1000)} s`;
    if (kind === 'broken') this.#port.countRestart(problem.message);
    return {
      kind: 'pause',
      pauseMs,
      state: kind === 'broken' ? 'restarting' : 'waiting',
      stateText:
        kind === 'broken'
          ? `Reading the kernel’s log failed; opening it again ${soon}`
          : `Cannot read the kernel’s log; trying again ${soon}`,
      problem,
    };
  }

  /** Resolves when the queue has room, or at the end. */
  async #room(): Promise<void> {
    if (this.#isStopping) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#giveRoom = resolve;
    await promise;
    this.#giveRoom = undefined;
  }
}
