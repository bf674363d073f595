import type { SourceTarget } from '../../listener/source-target.ts';
import type { TextLogFormat } from '../../listener/text-log/text-log-format.ts';
import { createParser } from '../../parser/create-parser.ts';
import type { ParserSink } from '../../parser/source-parser.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import type { WritableDatabase } from '../../store/open-database.ts';
import type { PieceStretch } from './quarantined-piece.ts';
import { TextPieceReader } from './text-piece-reader.ts';

/** What reading pieces again takes. */
export interface ReadingAgain {
  database: WritableDatabase;
  dictionaries: Dictionaries;
  sourceId: number;
  spec: string;
  target: SourceTarget;
  /** Of text logs. */
  format: TextLogFormat | null;
  sink: ParserSink;
}

/** Reads pieces of one source again as if they were read for the first time: entries have the positions that they would have had. */
export class PieceReader {
  readonly #reading: ReadingAgain;
  readonly #text: TextPieceReader | undefined;

  constructor(reading: ReadingAgain) {
    this.#reading = reading;
    const { format } = reading;
    if (format !== null) this.#text = new TextPieceReader({ ...reading, format });
  }

  /** @returns Why the stretch cannot be read again, for people; undefined: it was read. */
  read(stretch: PieceStretch): string | undefined {
    const { place, pieces } = stretch;
    if (place !== undefined) {
      if (this.#text === undefined)
        return 'it is not known how its lines are to be read: say it with a format';
      this.#text.read(pieces, place);
      return undefined;
    }
    switch (this.#reading.target.kind) {
      case 'demo':
      case 'journal':
      case 'macos':
      case 'windows':
        this.#readByOwnParser(stretch);
        return undefined;
      case 'kernel':
        return 'the kernel tells the times of its records only while it runs, so it cannot be read again';
      case 'syslog':
        return 'what came over the network cannot be read again';
      case 'file':
      case 'text-log':
      case 'standard-input':
      case 'log-folder':
        return 'an exported file is read again by opening it, not by its rows';
    }
  }

  /** Their records say themselves where they stand. */
  #readByOwnParser({ pieces }: PieceStretch): void {
    const { target, ...surroundings } = this.#reading;
    const parser = createParser(target, surroundings);
    parser.startRun({ phase: 'follow', anchor: null });
    for (const { bytes } of pieces) parser.push(bytes);
    parser.endRun(true);
  }
}
