import type { Statement } from 'better-sqlite3';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import type { TextLogFormat } from '../../listener/text-log/text-log-format.ts';
import { createLineFormat } from '../../parser/text-log/create-line-format.ts';
import { TextEntryAssembler } from '../../parser/text-log/text-entry-assembler.ts';
import { MAX_ENTRY_BYTES, type ParserSink } from '../../parser/source-parser.ts';
import { MAX_RECORD_BYTES, TextLogRun, type TextLogTools } from '../../parser/text-log/text-log-run.ts';
import { orderOfPlace } from '../../parser/text-log/text-position.ts';
import { LocalMoments } from '../../parser/text-log/times/local-moments.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import type { WritableDatabase } from '../../store/open-database.ts';
import { emptyDraft } from '../entry-draft.ts';
import type { QuarantinedPiece } from './quarantined-piece.ts';

/** Where in a text log a piece begins. */
export interface TextPlace {
  streamKey: string;
  bytes: number;
}

export interface TextPieceReaderOptions {
  database: WritableDatabase;
  dictionaries: Dictionaries;
  sourceId: number;
  spec: string;
  format: TextLogFormat;
  sink: ParserSink;
}

/** A line or two; what is longer takes its room. */
const CAPACITY_BYTES = 1024;

/** Reads pieces of a text log again in one format. */
export class TextPieceReader {
  readonly #options: TextPieceReaderOptions;
  readonly #timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  readonly #host = hostname();
  readonly #identifier: string;
  readonly #draft = emptyDraft();
  readonly #tools: TextLogTools;
  readonly #before: Statement<[string, number], number>;
  readonly #after: Statement<[string, number], number>;

  /** @throws AppError `request.invalid` when a pattern means nothing. */
  constructor(options: TextPieceReaderOptions) {
    this.#options = options;
    const { database, dictionaries, sourceId, spec, format } = options;
    this.#identifier = basename(spec.replace(/^file:/, '')).replace(/\.(?:log|txt)$/, '');
    this.#tools = {
      format: createLineFormat(format),
      assembler: new TextEntryAssembler({
        draft: this.#draft,
        dictionaries,
        sourceId,
        timeZone: this.#timeZone,
        host: this.#host,
        identifier: this.#identifier,
      }),
      moments: new LocalMoments(this.#timeZone),
      orphanReason: 'no line before it begins an entry in this format',
      capacityBytes: CAPACITY_BYTES,
    };
    const prepare = (comparison: '<' | '>', order: 'DESC' | 'ASC') =>
      database
        .prepare<[string, number], number>(
          `SELECT time_us FROM entries INDEXED BY entries_by_position
           WHERE stream_id = (SELECT id FROM streams WHERE key = ?) AND sequence ${comparison} ?
           ORDER BY sequence ${order} LIMIT 1`,
        )
        .pluck();
    this.#before = prepare('<', 'DESC');
    this.#after = prepare('>', 'ASC');
  }

  /** @param pieces - One behind the other, the first at `place`. */
  read(pieces: readonly QuarantinedPiece[], { streamKey, bytes: startBytes }: TextPlace): void {
    const { dictionaries, sourceId, format, sink } = this.#options;
    const receivedUnixUs = Math.max(...pieces.map((piece) => piece.receivedUnixUs));
    // The entries around it tell years that its lines leave out.
    const nextUnixUs = this.#after.get(streamKey, startBytes) ?? receivedUnixUs;
    const run = new TextLogRun({
      start: {
        format,
        certainty: null,
        order: orderOfPlace(startBytes),
        streamKey,
        startBytes,
        modifiedUnixUs: Math.min(receivedUnixUs, nextUnixUs),
        lastEntryUnixUs: this.#before.get(streamKey, startBytes) ?? null,
        timeZone: this.#timeZone,
        host: this.#host,
        identifier: this.#identifier,
      },
      draft: this.#draft,
      dictionaries,
      sourceId,
      sink,
      maxLineBytes: MAX_ENTRY_BYTES,
      maxRecordBytes: MAX_RECORD_BYTES,
      tools: this.#tools,
    });
    for (const { bytes } of pieces) run.push(bytes);
    run.end(true);
  }
}
