import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import type { MissedAnchor } from '../parser/source-parser.ts';
import type { FileLayout } from './exported-file/file-layout.ts';
import type { TextLogStart } from './text-log/text-log-format.ts';
import type { KernelBoot } from './kernel/kernel-boot.ts';

/**
 * What a listener hands on: raw bytes, framed by the runs of the tool they come from. The parser starts afresh with
 * every run, because a tool may die in the middle of an entry.
 */
export type ListenerOutput =
  | ({ kind: 'run-started' } & RunStart)
  | { kind: 'bytes'; bytes: Buffer }
  /** `isComplete`: the tool printed all it had to, so half an entry at the end is damage and not a death in the middle. */
  | { kind: 'run-ended'; isComplete: boolean }
  /** Nothing has come for a while, so an entry that could still go on is complete. Only of sources whose entries have no end of their own. */
  | { kind: 'quiet' }
  /** What the listener knows to be lost, between what was delivered before and what comes next. */
  | { kind: 'gap'; missed: MissedAnchor }
  /** Of a folder only: a log that becomes a source of its own, by its specification. */
  | { kind: 'log-found'; spec: string };

/** How a run begins. */
export interface RunStart {
  /** `catch-up`: from the stored position to the end of what is there. `follow`: from there on, without end. */
  phase: 'catch-up' | 'follow';
  /**
   * The position the tool was asked to begin at, inclusive. The first entry is compared with it: the same entry is
   * left out, as it is stored already; in a catch-up, another entry means that the position no longer exists, which
   * is recorded as a gap. null: from the oldest entry there is.
   */
  anchor: string | null;
  /** Of an exported file only: how its rows stand in it. */
  layout?: FileLayout;
  /** Of a text log only: its format, and what its parser has to know of the file. */
  textLog?: TextLogStart;
  /** Of the kernel's log only: the machine's run that its records belong to. */
  boot?: KernelBoot;
}

/** Where a listener delivers. All calls happen on the ingest worker's thread. */
export interface ListenerPort {
  /** Puts output on the bounded queue, in order. false: the queue is full now (the output was still taken); stop reading until `resume` is called. */
  deliver(output: ListenerOutput): boolean;
  /** Resolves when all that was delivered has been parsed, with the position of the last entry accepted, or null. */
  settled(): Promise<string | null>;
  /** Tells what the listener is doing. `problem` stays on screen until another report replaces it. */
  report(state: ListenerState, stateText: string, problem: WireError | null): void;
  /** Counts a restart of the tool. `reason`: why, for people, in a sentence. */
  countRestart(reason: string): void;
}

/** Accepts messages from one source. Never throws after construction: what goes wrong is reported and tried again. */
export interface Listener {
  start(): void;
  /** The queue has room (again). Called as often as that is so. */
  resume(): void;
  /** Ends a pause between two tries at once. Does nothing while the tool runs. */
  retryNow(): void;
  /** Ends the tool and resolves when it is gone; nothing is delivered afterwards. */
  stop(): Promise<void>;
}

/**
 * `follow`: catch up, then follow until stopped. `once`: catch up, report `finished`, end; or report `failed` with the
 * problem when the source cannot be read.
 */
export type ListenerMode = 'follow' | 'once';
