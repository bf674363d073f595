import type { QuarantineRetry as RetryOutcome } from '#contract/log-format.ts';
import type { MethodParams } from '#contract/methods.ts';
import type { SourceTarget } from '../../listener/source-target.ts';
import { parseLogFormat } from '../../listener/text-log/parse-log-format.ts';
import type { TextLogFormat } from '../../listener/text-log/text-log-format.ts';
import type { Rule } from '../../logic/rules.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import type { WritableDatabase } from '../../store/open-database.ts';
import type { Commit, EntryWriter } from '../../writer/entry-writer.ts';
import type { SourceLedger } from '../../writer/source-ledger.ts';
import {
  isCut,
  joinPieces,
  readPieces,
  type PieceStretch,
  type QuarantinedPiece,
} from './quarantined-piece.ts';
import { PieceReader } from './piece-reader.ts';
import { readRetriedSource, type RetriedSource } from './retried-source.ts';
import { RetrySink, type RejectedAgain } from './retry-sink.ts';

export interface QuarantineRetryOptions {
  database: WritableDatabase;
  dictionaries: Dictionaries;
  writer: EntryWriter;
  rules: readonly Rule[];
  /** What a specification names now. @throws AppError `source.invalid`. */
  readTarget: (spec: string) => SourceTarget;
  /** undefined: it is not captured. */
  sourceOf: (sourceId: number) => { ledger: SourceLedger; format: TextLogFormat | null } | undefined;
  /** Commits what was read before. @throws AppError when the store cannot take it now. */
  commitPending: () => void;
  /** Commits what the writer was given; `takeOut` is called within the transaction. */
  commit: (takeOut: () => void) => Commit | undefined;
}

const CUT = 'only its beginning is kept, so it cannot be tried again';
const MAX_REASONS = 20;

/** What is taken out of quarantine, and what of it goes back. */
interface Taken {
  pieces: readonly QuarantinedPiece[];
  remains: readonly RejectedAgain[];
}

/**
 * Reads pieces in quarantine again and stores what is an entry now, in one transaction with their removal: whatever happens, a piece is either in
 * quarantine or its entries are stored. What was one piece may become several entries, each of which counts as received.
 */
export class QuarantineRetry {
  readonly #options: QuarantineRetryOptions;

  constructor(options: QuarantineRetryOptions) {
    this.#options = options;
  }

  /**
   * The next pieces of a choice.
   * @throws AppError `source.not-found`, `source.invalid` when the format means nothing; what keeps the store from being written to, and then
   * nothing has changed.
   */
  retry(request: MethodParams<'quarantine.retry'>): RetryOutcome {
    const { database, writer, sourceOf, readTarget, commitPending } = this.#options;
    commitPending();
    const { sourceId } = request.choice;
    const captured = sourceOf(sourceId);
    const source = readRetriedSource(database, sourceId, captured, readTarget);
    if (captured !== undefined) return this.#retry(source, request);
    writer.addLedger(source.ledger);
    try {
      return this.#retry(source, request);
    } finally {
      writer.removeLedger(sourceId);
    }
  }

  #retry(source: RetriedSource, request: MethodParams<'quarantine.retry'>): RetryOutcome {
    const { database, writer } = this.#options;
    const { choice, afterId = 0, untilId = newestId(database) } = request;
    const format = request.format === null ? source.format : parseLogFormat(request.format);
    const { pieces, isEnd } = readPieces(database, choice, afterId, untilId);
    const stayed = new Map<string, number>();
    const whole = pieces.filter((piece) => !isCut(piece));
    if (whole.length < pieces.length) stayed.set(CUT, pieces.length - whole.length);
    const sink = new RetrySink(source, this.#options);
    const taken: Taken[] = [];
    let commit: Commit | undefined;
    try {
      const { ledger, target } = source;
      const { sourceId, spec } = ledger;
      const { dictionaries } = this.#options;
      const reader = new PieceReader({ database, dictionaries, sourceId, spec, target, format, sink });
      for (const stretch of joinPieces(whole)) {
        const remains = readStretch(reader, stretch, sink, stayed);
        if (remains !== undefined) taken.push({ pieces: stretch.pieces, remains });
      }
      if (taken.length > 0) {
        writer.touch();
        commit = this.#options.commit(() => this.#takeOut(source.ledger, taken, sink));
      }
    } catch (error) {
      writer.discard();
      throw error;
    }
    const stored = commit?.stored ?? 0;
    return {
      tried: pieces.length,
      stored,
      duplicates: sink.entries - stored,
      dropped: sink.dropped,
      stayed: mostFrequent(stayed),
      reachedId: isEnd ? null : (pieces.at(-1)?.id ?? null),
      untilId,
    };
  }

  /** Within the transaction. */
  #takeOut(ledger: SourceLedger, taken: readonly Taken[], sink: RetrySink): void {
    const { database } = this.#options;
    const remove = database.prepare<[number]>('DELETE FROM quarantine WHERE id = ?');
    const add = database.prepare<[number, number, string, string, Buffer, number]>(
      'INSERT INTO quarantine (source_id, received_us, reason, position, bytes, size_bytes) VALUES (?, ?, ?, ?, ?, ?)',
    );
    let removed = 0;
    let added = 0;
    for (const { pieces, remains } of taken) {
      for (const { id } of pieces) removed += remove.run(id).changes;
      const receivedUnixUs = pieces[0]?.receivedUnixUs ?? 0;
      for (const { reason, bytes, sizeBytes, position } of remains) {
        add.run(ledger.sourceId, receivedUnixUs, reason, position, bytes, sizeBytes);
        added += 1;
      }
    }
    ledger.quarantined += added - removed;
    ledger.dropped += sink.dropped;
    ledger.received += sink.entries + sink.dropped + added - removed;
  }
}

/** @returns What of the stretch is no entry; undefined: nothing of it is one, and it stays as it is. */
function readStretch(
  reader: PieceReader,
  stretch: PieceStretch,
  sink: RetrySink,
  stayed: Map<string, number>,
): readonly RejectedAgain[] | undefined {
  sink.begin();
  const refusal = reader.read(stretch);
  if (refusal === undefined && sink.hasRead) {
    for (const { reason } of sink.rejected) count(stayed, reason, 1);
    return sink.rejected;
  }
  count(stayed, refusal ?? sink.rejected[0]?.reason ?? 'nothing of it is an entry', stretch.pieces.length);
  return undefined;
}

function newestId(database: WritableDatabase): number {
  return database.prepare<[], number>('SELECT ifnull(max(id), 0) FROM quarantine').pluck().get() ?? 0;
}

function count(reasons: Map<string, number>, reason: string, pieces: number): void {
  reasons.set(reason, (reasons.get(reason) ?? 0) + pieces);
}

function mostFrequent(reasons: ReadonlyMap<string, number>): { reason: string; pieces: number }[] {
  return [...reasons]
    .map(([reason, pieces]) => ({ reason, pieces }))
    .toSorted((one, other) => other.pieces - one.pieces)
    .slice(0, MAX_REASONS);
}
