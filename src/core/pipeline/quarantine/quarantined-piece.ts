import type { QuarantineChoice } from '#contract/log-format.ts';
import { parseTextEntryPosition } from '../../parser/text-log/text-position.ts';
import type { WritableDatabase } from '../../store/open-database.ts';
import { CHOICE_SQL, choiceParameters, type ChoiceParameters } from '../../store/quarantine-choice.ts';

/** One row of the quarantine. */
export interface QuarantinedPiece {
  id: number;
  receivedUnixUs: number;
  reason: string;
  position: string;
  bytes: Buffer;
  sizeBytes: number;
}

/** Pieces that follow each other in their source without a byte between, so that an entry may begin in one and end in the next. */
export interface PieceStretch {
  pieces: readonly QuarantinedPiece[];
  /** Of the first byte, in a text log; undefined: it is none, or an older Hydrant read it. */
  place: { streamKey: string; bytes: number } | undefined;
}

/** So much is read again in one transaction: what is captured meanwhile waits for it. */
const MAX_PIECES = 1000;
const MAX_BYTES = 1024 * 1024;

/** The next pieces of a choice, in order of their ids. @param afterId - Exclusive. @param untilId - Inclusive. */
export function readPieces(
  database: WritableDatabase,
  choice: QuarantineChoice,
  afterId: number,
  untilId: number,
): { pieces: QuarantinedPiece[]; isEnd: boolean } {
  const rows = database
    .prepare<[ChoiceParameters & { afterId: number; untilId: number }], QuarantinedPiece>(
      `SELECT id, received_us AS receivedUnixUs, reason, position, bytes, size_bytes AS sizeBytes FROM quarantine
       WHERE id > :afterId AND id <= :untilId AND ${CHOICE_SQL} ORDER BY id`,
    )
    .iterate({ ...choiceParameters(choice), afterId, untilId });
  const pieces: QuarantinedPiece[] = [];
  let size = 0;
  for (const row of rows) {
    if (pieces.length >= MAX_PIECES || (pieces.length > 0 && size + row.bytes.length > MAX_BYTES))
      return { pieces, isEnd: false };
    pieces.push(row);
    size += row.bytes.length;
  }
  return { pieces, isEnd: true };
}

/** Of what is only cut off nothing can be told. */
export function isCut({ bytes, sizeBytes }: QuarantinedPiece): boolean {
  return bytes.length < sizeBytes;
}

/** Joins pieces that are whole, in their order. */
export function joinPieces(pieces: readonly QuarantinedPiece[]): PieceStretch[] {
  const stretches: { pieces: QuarantinedPiece[]; place: PieceStretch['place'] }[] = [];
  let end: PieceStretch['place'];
  for (const piece of pieces) {
    const place = parseTextEntryPosition(piece.position);
    const last = stretches.at(-1);
    const isNext =
      place !== undefined &&
      end !== undefined &&
      place.streamKey === end.streamKey &&
      place.bytes === end.bytes;
    if (isNext) last?.pieces.push(piece);
    else stretches.push({ pieces: [piece], place });
    end = place === undefined ? undefined : { ...place, bytes: place.bytes + piece.sizeBytes };
  }
  return stretches;
}
