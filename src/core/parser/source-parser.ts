import type { RunStart } from '../listener/listener.ts';
import type { EntryDraft } from '../pipeline/entry-draft.ts';

/** What a source no longer holds, as far as its parser can tell. */
export interface MissedAnchor {
  /** When the last stored entry was logged; null: its position does not tell. */
  fromUnixUs: number | null;
  /** When the first entry was logged that is there instead. */
  untilUnixUs: number;
  /** How many entries are lost, where that is known exactly. */
  lostEntries?: number;
  /** For people: what is missing, at most how much, and why. */
  reason: string;
}

/** Where a parser hands on what it read. */
export interface ParserSink {
  /** The draft is used again for the next entry: copy what is kept. */
  accept(draft: EntryDraft): void;
  /**
   * Something that is no entry: its first bytes (at most MAX_KEPT_BYTES), its size, and its own position or, when that
   * was not found, the last one known before it.
   */
  reject(reason: string, bytes: Buffer, sizeBytes: number, position: string): void;
  /**
   * A catch-up did not begin with the entry it was asked to begin with, or the source itself says that it dropped entries: what lay
   * between is lost.
   */
  missAnchor(missed: MissedAnchor): void;
}

/** Makes entries of what a listener hands on. Lives as long as its source's pipeline, through all runs of the listener's tool. */
export interface SourceParser {
  /** Of the last entry that was accepted, rejected or recognised as the anchor: where the next run begins. null before the first. */
  readonly position: string | null;
  /** A run begins; what is left of the one before is let go. */
  startRun(run: RunStart): void;
  /** Reads what is complete. When this throws, because the store fails, another push (of nothing) goes on in its place. */
  push(bytes: Buffer): void;
  /** Nothing has come for a while: what could still go on is complete. Of formats whose entries have no end of their own. */
  settle?(): void;
  /** The run ended. `isComplete`: all there was came, so half an entry is damage; else the half entry is let go. */
  endRun(isComplete: boolean): void;
}

/** An entry may take this much memory, no more: 16 MiB. A larger one goes to quarantine. */
export const MAX_ENTRY_BYTES = 16 * 1024 * 1024;
/** Bytes kept of what is rejected. */
export const MAX_KEPT_BYTES = 64 * 1024;
