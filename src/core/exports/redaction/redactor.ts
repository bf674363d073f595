import type { RedactionCounts, RedactionKind } from '#contract/redaction.ts';
import { BoundedCache } from '../../store/bounded-cache.ts';
import type { StoredValue } from '../export-entry.ts';
import { bytesOfText, textOfBytes } from './byte-text.ts';
import { AccountNames } from './people/account-names.ts';
import type { TextMatch } from './text-match.ts';
import type { RedactedText, Replacement } from './text-redaction.ts';
import { TextRedaction } from './text-redaction.ts';

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

/** Of a journal's entry, most fields are those of an entry shortly before. */
const REMEMBERED_TEXTS = 20_000;
const MAX_REMEMBERED_LENGTH = 200;
/** Distinct texts that were replaced, kept for `kindOfPart`: some megabytes at most. */
const KEPT_TEXTS = 10_000;
const MAX_KEPT_LENGTH = 256;

/**
 * Replaces what can identify a person by pseudonyms, in texts and bytes, and counts it. Everything else stays as it is, and what is redacted
 * already is left alone. The same text gives the same result whatever came before: nothing is learnt from the log, which strangers can
 * write to. Takes time and memory in proportion to the text's length, whatever it holds. docs/redaction.md says what is found.
 */
export class Redactor {
  readonly kinds: ReadonlySet<RedactionKind>;
  readonly names: AccountNames;
  readonly #options: RedactorOptions;
  readonly #redaction: TextRedaction;
  readonly #remembered = new BoundedCache<string, RedactedText>(REMEMBERED_TEXTS);
  readonly #counts = new Map<RedactionKind, number>();
  readonly #replacedTexts = new Map<string, RedactionKind>();
  readonly #listeners = new Set<(replacement: Replacement) => void>();

  /** Throws a RangeError for a key of another size. */
  constructor(options: RedactorOptions) {
    const { people, systemAccounts = [], ignoresCase = false } = options;
    this.kinds = new Set(options.kinds);
    this.names = new AccountNames({ people, systemAccounts, ignoresCase });
    this.#options = options;
    this.#redaction = new TextRedaction(this.kinds, options.key, { names: this.names, people });
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
    return this.#report(this.#redaction.redact(text));
  }

  /** The same, for short texts that come again and again: units, hosts, fields. The newest thousands are remembered. */
  redactRecurring(text: string): string {
    if (text.length > MAX_REMEMBERED_LENGTH) return this.redactText(text);
    let known = this.#remembered.get(text);
    if (known === undefined) {
      known = this.#redaction.redact(text);
      this.#remembered.set(text, known);
    }
    return this.#report(known);
  }

  /** Another one that replaces the same by the same and begins to count anew: for what is no part of an export. */
  aside(): Redactor {
    return new Redactor(this.#options);
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
  redactWhole(text: string, match: Omit<TextMatch, 'start' | 'end'>): string {
    return this.#report(this.#redaction.redactWhole(text, match));
  }

  /**
   * The kind of a text that was replaced, or of a known person's name, of which this is a part; capitals do not count. undefined: there is
   * none among the first thousands of different texts.
   */
  kindOfPart(part: string): RedactionKind | undefined {
    const wanted = part.toLowerCase();
    const holds = (text: string) => text.toLowerCase().includes(wanted);
    if (this.kinds.has('users') && this.#options.people.some(holds)) return 'users';
    for (const [text, kind] of this.#replacedTexts) if (holds(text)) return kind;
    return undefined;
  }

  #report({ text, replacements }: RedactedText): string {
    for (const { kind, text: piece, pseudonym } of replacements) {
      this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
      if (this.#replacedTexts.size < KEPT_TEXTS && piece.length <= MAX_KEPT_LENGTH)
        this.#replacedTexts.set(piece, kind);
      for (const listener of this.#listeners) listener({ kind, text: piece, pseudonym });
    }
    return text;
  }
}
