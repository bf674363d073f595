import type { RedactionKind } from '#contract/redaction.ts';
import type { TextMatch } from '../text-match.ts';
import { isSystemAccount } from './system-accounts.ts';
import { WORDS_AFTER_USER } from './words-after-user.ts';

/** Names of accounts, as this machine knows them. */
export interface KnownAccounts {
  /** Of people: they are found wherever they stand. */
  readonly people: readonly string[];
  /** Of programs, beside those that are the same everywhere: they stay. */
  readonly systemAccounts: readonly string[];
  /** `Alice` and `alice` are one account, as on Windows. */
  readonly ignoresCase: boolean;
}

/** What is known of the place in which a name stands. */
export interface NameContext {
  readonly kind: RedactionKind;
  /** Ordinary words may stand there, too. */
  readonly isWeak?: boolean;
  /** It is what a stranger typed, and may be anything: a number, even a password. */
  readonly isTyped?: boolean;
  /** The number of the account, where it is printed beside the name. */
  readonly userId?: number | undefined;
  /** A name of Windows: case does not count. */
  readonly isWindows?: boolean;
}

/** Numbers below belong to programs. Source: systemd's "Users, Groups, UIDs and GIDs", login.defs(5). */
const FIRST_PERSON_ID = 1000;

/**
 * A domain before a name, as the source of a pattern: `CORP\`, with the backslash doubled in JSON. Where it could as well be a name and an
 * escape (`alice\nnext`), capitals decide; `\x2d` is always an escape.
 */
export const DOMAIN_PREFIX = String.raw`(?:[A-Za-z0-9._-]{1,64}\\{1,2}(?![\\nrt]|x[0-9a-f]{2}|u[0-9a-f]{4})|[A-Z][A-Z0-9.-]{0,63}\\{1,2}(?!\\|[nrt](?:[A-Z0-9]|$)|x[0-9a-f]{2}|u[0-9a-f]{4}))`;
const DOMAIN = new RegExp(`^${DOMAIN_PREFIX}`);

/** Numbers of accounts and processes, addresses of memory. */
const NUMBER = /^(?:[\d.:-]+|0x[0-9a-f]+)$/i;

/** Identifiers of whatever it is: `cache lookup user:5af09365e438`. */
const HEX_ID = /^(?=.*\d)[0-9a-f]{8,}$/i;

/** Decides what is the name of a person's account, and how it is spelled. */
export class AccountNames {
  readonly ignoresCase: boolean;
  readonly #people: ReadonlySet<string>;
  readonly #systemAccounts: ReadonlySet<string>;

  constructor(known: KnownAccounts) {
    this.ignoresCase = known.ignoresCase;
    this.#people = new Set(known.people.map((name) => this.#spelled(name)));
    this.#systemAccounts = new Set(known.systemAccounts.map((name) => this.#spelled(name)));
  }

  /**
   * The match for a name that stands from `start` to `end`, if it is a person's. A domain before it (`CORP\alice`) stays, and so do
   * signs that end the sentence.
   */
  match(text: string, start: number, end: number, context: NameContext): TextMatch | undefined {
    const written = text.slice(start, end);
    const domainLength = DOMAIN.exec(written)?.[0].length ?? 0;
    const name = written.slice(domainLength).replace(/[.,:;!?+]+$/, '');
    const isWindows = context.isWindows === true || domainLength > 0;
    if (!this.#isPerson(name, context)) return undefined;
    const nameStart = start + domainLength;
    return {
      start: nameStart,
      end: nameStart + name.length,
      kind: context.kind,
      prefix: 'user',
      canonical: this.canonical(name, isWindows),
    };
  }

  /** The spelling that stands for all that mean the same account. systemd's escapes are undone. */
  canonical(name: string, isWindows = false): string {
    const plain = name.replaceAll(/\\x([0-9a-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return isWindows ? plain.toLowerCase() : this.#spelled(plain);
  }

  #spelled(name: string): string {
    return this.ignoresCase ? name.toLowerCase() : name;
  }

  #isPerson(name: string, { isWeak = false, isTyped = false, userId }: NameContext): boolean {
    // Windows ends the name of a machine's account with the sign.
    if (name === '' || name.endsWith('$') || (isWeak && WORDS_AFTER_USER.has(name.toLowerCase())))
      return false;
    if (this.#people.has(this.#spelled(name))) return true;
    // Zero is also printed for a person who acts as root.
    if (userId !== undefined && userId > 0 && userId < FIRST_PERSON_ID) return false;
    if (this.#systemAccounts.has(this.#spelled(name)) || isSystemAccount(name)) return false;
    return isTyped || !(NUMBER.test(name) || (isWeak && HEX_ID.test(name)));
  }
}
