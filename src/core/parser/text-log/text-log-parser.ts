import type { TextLogStart } from '../../listener/text-log/text-log-format.ts';
import type { RunStart } from '../../listener/listener.ts';
import { emptyDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { MAX_ENTRY_BYTES, type ParserSink, type SourceParser } from '../source-parser.ts';
import { MAX_RECORD_BYTES, TextLogRun } from './text-log-run.ts';
import type { TextByteAccount } from './text-byte-account.ts';

export interface TextLogParserOptions {
  dictionaries: Dictionaries;
  sourceId: number;
  sink: ParserSink;
  /** Of one line; default MAX_ENTRY_BYTES. */
  maxLineBytes?: number;
  /** Of an entry of several lines; default MAX_RECORD_BYTES. */
  maxRecordBytes?: number;
  /** Microseconds since 1970. A file that is followed was written now. */
  nowUnixUs?: () => number;
}

/** Reads text logs, line by line, in any format of create-line-format.ts. The listener says which, and where in the file its bytes begin. */
export class TextLogParser implements SourceParser {
  readonly #options: TextLogParserOptions;
  #run: TextLogRun | undefined;
  #isFollowing = false;

  constructor(options: TextLogParserOptions) {
    this.#options = options;
  }

  /** Where the next run begins, as parseTextPosition reads it. */
  get position(): string | null {
    return this.#run?.position ?? null;
  }

  /** Of the run; null before the first. */
  get bytes(): TextByteAccount | null {
    return this.#run?.bytes ?? null;
  }

  startRun({ phase, textLog }: RunStart): void {
    if (textLog === undefined) throw new Error('the listener of a text log did not say how to read it');
    this.#isFollowing = phase === 'follow';
    this.#run = this.#createRun(textLog);
  }

  push(bytes: Buffer): void {
    if (this.#isFollowing) this.#run?.moveLatest((this.#options.nowUnixUs ?? nowUnixUs)());
    this.#run?.push(bytes);
  }

  /**
   * Nothing has come for a while: the entry whose end is not known yet is taken for complete, so that it is shown before the next one is
   * written. A line that would have belonged to it goes to quarantine if it comes later.
   */
  settle(): void {
    this.#run?.settle();
  }

  endRun(isComplete: boolean): void {
    this.#run?.end(isComplete);
  }

  #createRun(start: TextLogStart): TextLogRun {
    const { dictionaries, sourceId, sink, maxLineBytes, maxRecordBytes } = this.#options;
    return new TextLogRun({
      start,
      draft: emptyDraft(),
      dictionaries,
      sourceId,
      sink,
      maxLineBytes: maxLineBytes ?? MAX_ENTRY_BYTES,
      maxRecordBytes: maxRecordBytes ?? MAX_RECORD_BYTES,
    });
  }
}

function nowUnixUs(): number {
  return Date.now() * 1000;
}
