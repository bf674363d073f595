import { applyChangedSeverities } from '../../logic/changed-severities.ts';
import { normaliseSeverity } from '../../logic/normalise-severity.ts';
import { judge, type Rule } from '../../logic/rules.ts';
import type { ParserSink } from '../../parser/source-parser.ts';
import type { EntryWriter } from '../../writer/entry-writer.ts';
import type { EntryDraft } from '../entry-draft.ts';
import type { RetriedSource } from './retried-source.ts';

/** What is still no entry. */
export interface RejectedAgain {
  reason: string;
  bytes: Buffer;
  sizeBytes: number;
  position: string;
}

/** Takes what is read again: entries go to the writer, and what is rejected is kept until it is known whether anything else was read. */
export class RetrySink implements ParserSink {
  /** Handed to the writer. */
  entries = 0;
  /** By a rule. */
  dropped = 0;
  rejected: RejectedAgain[] = [];
  readonly #source: RetriedSource;
  readonly #writer: EntryWriter;
  readonly #rules: readonly Rule[];
  #readBefore = 0;

  constructor(source: RetriedSource, { writer, rules }: { writer: EntryWriter; rules: readonly Rule[] }) {
    this.#source = source;
    this.#writer = writer;
    this.#rules = rules;
  }

  /** Whether anything was an entry since `begin`. */
  get hasRead(): boolean {
    return this.entries + this.dropped > this.#readBefore;
  }

  begin(): void {
    this.rejected = [];
    this.#readBefore = this.entries + this.dropped;
  }

  accept(draft: EntryDraft): void {
    const { ledger, severities } = this.#source;
    normaliseSeverity(draft);
    if (severities !== null) applyChangedSeverities(draft, severities);
    if (judge(this.#rules, draft) === 'drop') {
      this.dropped += 1;
      return;
    }
    this.entries += 1;
    this.#writer.add(ledger.sourceId, draft);
  }

  reject(reason: string, bytes: Buffer, sizeBytes: number, position: string): void {
    this.rejected.push({ reason, bytes, sizeBytes, position });
  }

  /** Reading again finds no gaps: these were recorded when it was read first. */
  missAnchor(): void {
    // Nothing to do.
  }
}
