import type { RedactionCounts, RedactionKind } from '#contract/redaction.ts';
import type { StoredValue } from '../export-entry.ts';
import { bytesOfText, textOfBytes } from './byte-text.ts';
import { createFinders } from './create-finders.ts';
import { AccountNames } from './people/account-names.ts';
import { Pseudonyms } from './pseudonyms.ts';
import type { FindMatches, TextMatch } from './text-match.ts';
import { NO_MATCHES, mergeMatches } from './text-match.ts';
import { Triggers } from './triggers.ts';

/** What a redactor is made of. */
export interface RedactorOptions {
  /** What is replaced; everything else stays. */
  readonly kinds: readonly RedactionKind[];
  /** 32 random bytes, the same for all exports of one store and for no other. */
  readonly key: Buffer;
  /** Names of people's accounts: found wherever they stand. */
  readonly people: readonly string[];
  /** Names of accounts that programs run as, beside those that are the same everywhere: never replaced. */
  readonly systemAccounts?: readonly string[];
  /** `Alice` means the known `alice`, as on Windows. Default false. */
  readonly ignoresCase?: boolean;
}

/** One piece that was replaced. */
export interface Replacement {
  readonly kind: RedactionKind;
  /** As it stood there. A byte that is no UTF-8 is half of a surrogate pair. */
  readonly text: string;
  readonly pseudonym: string;
}

/** A replacement, and where its pseudonym begins in the text so far. */
interface Piece extends Replacement {
  readonly at: number;
}

/**
 * A pseudonym may show what was no match before: in `203.0.113.7.08:00:27:4e:66:a1` the first is an address only where no number follows. So
 * the text is looked at again until nothing is found, which makes what is redacted stay as it is. Real lines take one look that finds something;
 * the limit is for those that somebody has built so that each look finds one thing more.
 */
const MOST_PASSES = 8;

/**
 * Replaces what can identify a person by pseudonyms, in texts and bytes. Everything else stays as it is, and what is redacted already is left
 * alone. The same text gives the same result whatever came before: nothing is learnt from the log, which strangers can write to. Takes
 * time and memory in proportion to the text's length, whatever it holds. docs/redaction.md says what is found.
 */
export class Redactor {
  readonly kinds: ReadonlySet<RedactionKind>;
  readonly names: AccountNames;
  readonly #pseudonyms: Pseudonyms;
  readonly #triggers = new Triggers();
  readonly #finders: readonly FindMatches[];
  readonly #counts = new Map<RedactionKind, number>();
  readonly #listeners = new Set<(replacement: Replacement) => void>();

  /** Throws a RangeError for a key of another size. */
  constructor(options: RedactorOptions) {
    const { people, systemAccounts = [], ignoresCase = false } = options;
    this.kinds = new Set(options.kinds);
    this.names = new AccountNames({ people, systemAccounts, ignoresCase });
    this.#pseudonyms = new Pseudonyms(options.key);
    this.#finders = createFinders(this.kinds, { triggers: this.#triggers, names: this.names, people });
    for (const kind of this.kinds) this.#counts.set(kind, 0);
  }

  /** How many pieces were replaced since the beginning, also of kinds of which there were none. */
  get counts(): RedactionCounts {
    return Object.fromEntries(this.#counts);
  }

  /** Calls `listener` for each piece that is replaced from now on, in the order of the text, until it is disposed of. */
  onReplaced(listener: (replacement: Replacement) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  redactText(text: string): string {
    let redacted = text;
    let pieces: readonly Piece[] = [];
    for (let pass = 0; pass < MOST_PASSES; pass += 1) {
      const matches = this.#find(redacted);
      if (matches.every(({ kind }) => kind === 'kept')) break;
      ({ redacted, pieces } = this.#replace(redacted, matches, pieces));
    }
    for (const piece of pieces) this.#report(piece);
    return redacted;
  }

  /** Bytes that are no UTF-8 stay where they are; what stands between them is looked at. */
  redactBytes(bytes: Buffer): Buffer {
    const text = textOfBytes(bytes);
    const redacted = this.redactText(text);
    return redacted === text ? bytes : bytesOfText(redacted);
  }

  redactValue(value: StoredValue): StoredValue {
    return typeof value === 'string' ? this.redactText(value) : this.redactBytes(value);
  }

  /** For a value that is known to be of one kind as a whole: it is replaced, unless the kind was not asked for. */
  redactWhole(match: Omit<TextMatch, 'start' | 'end'>, text: string): string {
    if (match.kind === 'kept' || !this.kinds.has(match.kind) || text === '') return text;
    if (this.#find(text).some(({ kind }) => kind === 'kept')) return text;
    const pseudonym = this.#pseudonyms.of(match.prefix, match.canonical);
    this.#report({ kind: match.kind, text, pseudonym });
    return pseudonym;
  }

  #find(text: string): readonly TextMatch[] {
    this.#triggers.scan(text);
    let matches = NO_MATCHES;
    for (const find of this.#finders) matches = mergeMatches(matches, find(text));
    return matches;
  }

  #replace(
    text: string,
    matches: readonly TextMatch[],
    earlier: readonly Piece[],
  ): { redacted: string; pieces: Piece[] } {
    const pieces: Piece[] = [];
    let redacted = '';
    let from = 0;
    let next = 0;
    const keepUntil = (end: number) => {
      for (let piece = earlier[next]; piece !== undefined && piece.at < end; piece = earlier[next]) {
        pieces.push({ ...piece, at: redacted.length + piece.at - from });
        next += 1;
      }
    };
    for (const { start, end, kind, prefix, canonical } of matches) {
      if (kind === 'kept') continue;
      keepUntil(start);
      redacted += text.slice(from, start);
      const pseudonym = this.#pseudonyms.of(prefix, canonical);
      pieces.push({ kind, text: text.slice(start, end), pseudonym, at: redacted.length });
      redacted += pseudonym;
      from = end;
    }
    keepUntil(text.length);
    return { redacted: redacted + text.slice(from), pieces };
  }

  #report({ kind, text, pseudonym }: Replacement): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    for (const listener of this.#listeners) listener({ kind, text, pseudonym });
  }
}
