import type { RunStart } from '../../listener/listener.ts';
import { emptyDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { JournalExportParser } from '../journal/journal-export-parser.ts';
import type { ParserSink, SourceParser } from '../source-parser.ts';
import { FileEntryAssembler } from './file-entry-assembler.ts';
import { parseFilePosition } from './file-position.ts';
import type { FileRun } from './file-run.ts';
import { JournalFileRun } from './journal-file-run.ts';
import { RowFileRun } from './row-file-run.ts';

export interface ExportedFileParserOptions {
  dictionaries: Dictionaries;
  sourceId: number;
  sink: ParserSink;
  /** Of a row or an entry; default MAX_ENTRY_BYTES. */
  maxEntryBytes?: number;
}

/**
 * Reads exported files: CSV, TSV, JSON Lines, the rows of Parquet and journald's export format, decompressed and without heading. Every
 * run hands the content over from its beginning; the anchor says how much of it was read before.
 */
export class ExportedFileParser implements SourceParser {
  readonly #options: ExportedFileParserOptions;
  readonly #assembler: FileEntryAssembler;
  #journalParser: JournalExportParser | undefined;
  #run: FileRun | undefined;

  constructor(options: ExportedFileParserOptions) {
    this.#options = options;
    this.#assembler = new FileEntryAssembler(emptyDraft(), options.dictionaries, options.sourceId);
  }

  get position(): string | null {
    return this.#run?.position ?? null;
  }

  startRun({ anchor, layout }: RunStart): void {
    if (layout === undefined) throw new Error('the listener of a file did not say how its rows stand in it');
    const readBefore = anchor === null ? null : (parseFilePosition(anchor) ?? null);
    if (layout.format === 'journal') {
      // Not made before: it gives numbers to the names of journald's fields, which no other file has.
      this.#journalParser ??= new JournalExportParser(this.#options);
      this.#run = new JournalFileRun(this.#journalParser, readBefore);
      return;
    }
    const { dictionaries, sink, maxEntryBytes: maxRowBytes } = this.#options;
    this.#run = new RowFileRun({
      layout,
      anchor: readBefore,
      assembler: this.#assembler,
      dictionaries,
      sink,
      maxRowBytes,
    });
  }

  push(bytes: Buffer): void {
    this.#run?.push(bytes);
  }

  endRun(isComplete: boolean): void {
    this.#run?.end(isComplete);
  }
}
