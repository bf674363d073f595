import type { JournalCursor } from '#core/parser/journal-cursor.ts';
import type { ParserSink } from '#core/parser/journal-export-parser.ts';
import type { EntryDraft } from '#core/pipeline/entry-draft.ts';

export interface Rejection {
  reason: string;
  bytes: Buffer;
  sizeBytes: number;
  position: string;
}

/** Keeps what a parser hands on, and passes entries to `forward`. */
export class CollectingSink implements ParserSink {
  readonly drafts: EntryDraft[] = [];
  readonly rejections: Rejection[] = [];
  readonly missedAnchors: { anchor: string; first: JournalCursor; firstTimeUnixUs: number }[] = [];
  readonly #forward: (draft: EntryDraft) => void;

  constructor(forward: (draft: EntryDraft) => void = () => undefined) {
    this.#forward = forward;
  }

  accept(draft: EntryDraft): void {
    this.drafts.push({ ...draft });
    this.#forward(draft);
  }

  reject(reason: string, bytes: Buffer, sizeBytes: number, position: string): void {
    this.rejections.push({ reason, bytes, sizeBytes, position });
  }

  missAnchor(anchor: string, first: JournalCursor, firstTimeUnixUs: number): void {
    this.missedAnchors.push({ anchor, first: { ...first }, firstTimeUnixUs });
  }

  /** The messages of the entries, in order; '' where there is none. */
  get messages(): string[] {
    return this.drafts.map(({ message }) => (message ?? '').toString('utf8'));
  }
}
