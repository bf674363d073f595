import type { ByteAccount } from '#core/parser/journal/journal-export-parser.ts';
import type { ParserSink, SourceParser } from '#core/parser/source-parser.ts';
import { CollectingSink } from './collecting-sink.ts';
import { pushInPieces } from './push-in-pieces.ts';

type AccountingParser = SourceParser & { readonly bytes: ByteAccount };

/**
 * Parsers that live through thousands of damaged runs, one for each limit of an entry's size: what one run leaves behind must not
 * show in the next, and making one for each case would take most of the time.
 */
export class FuzzedParsers {
  readonly #create: (sink: ParserSink, maxEntryBytes: number) => AccountingParser;
  readonly #byLimit = new Map<number, { sink: CollectingSink; parser: AccountingParser }>();

  constructor(create: (sink: ParserSink, maxEntryBytes: number) => AccountingParser) {
    this.#create = create;
  }

  /** Parses one run in pieces whose sizes repeat, and throws unless every byte is accounted for. What is returned is valid until the next call. */
  parse(output: Buffer, sizes: readonly number[], maxEntryBytes: number): CollectingSink {
    const { sink, parser } = this.#of(maxEntryBytes);
    sink.drafts.length = 0;
    sink.rejections.length = 0;
    sink.missedAnchors.length = 0;
    const before = parser.bytes.rejected;
    pushInPieces(parser, output, sizes);
    const rejectedBytes = sink.rejections.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const counted = parser.bytes.rejected - before;
    if (rejectedBytes !== counted) {
      throw new Error(`${rejectedBytes} bytes were rejected, and ${counted} are counted as that`);
    }
    return sink;
  }

  #of(maxEntryBytes: number) {
    const known = this.#byLimit.get(maxEntryBytes);
    if (known !== undefined) return known;
    const sink = new CollectingSink();
    const made = { sink, parser: this.#create(sink, maxEntryBytes) };
    this.#byLimit.set(maxEntryBytes, made);
    return made;
  }
}
