import type { MissedAnchor, ParserSink } from '#core/parser/source-parser.ts';
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
  readonly missedAnchors: MissedAnchor[] = [];
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

  missAnchor(missed: MissedAnchor): void {
    this.missedAnchors.push(missed);
  }

  /** The messages of the entries, in order; '' where there is none. */
  get messages(): string[] {
    return this.drafts.map(({ message }) => (message ?? '').toString('utf8'));
  }
}
