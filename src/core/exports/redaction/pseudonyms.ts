import { BoundedCache } from '../../store/bounded-cache.ts';
import { KeyedHash } from './keyed-hash.ts';
import type { FindMatches, PseudonymPrefix, TextMatch } from './text-match.ts';
import { NO_MATCHES, PSEUDONYM_PREFIXES } from './text-match.ts';
import type { Triggers } from './triggers.ts';

/** Crockford's base 32 in small letters: no i, l, o, u, so that nothing is misread and no words appear. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** Five bits each, together 50: of 10,000 different texts two share a pseudonym with a probability of 1 in 20 million, of 1,000,000 with 1 in 2,000. */
const SYMBOLS = 10;

/** Room for the addresses of a busy server. */
const CACHED_PSEUDONYMS = 50_000;
/** Longer texts are hashed again and again, so that the cache stays small. */
const MAX_CACHED_LENGTH = 256;

/**
 * Gives the same text the same pseudonym, and under another key another one: `user-7k3mq2fx4n`. HMAC-SHA-256 of prefix and text, cut
 * to 50 bits; not reversible without the key and a guess of the text. A pseudonym is made of small letters, digits and one hyphen, is at most
 * 16 characters long, begins with a letter, and is therefore no formula and needs no quotes.
 */
export class Pseudonyms {
  readonly #hash: KeyedHash;
  readonly #known = new BoundedCache<string, string>(CACHED_PSEUDONYMS);

  /** @param key - See KeyedHash. */
  constructor(key: Buffer) {
    this.#hash = new KeyedHash(key);
  }

  /** @param canonical - The spelling that stands for all spellings of the same thing. */
  of(prefix: PseudonymPrefix, canonical: string): string {
    const source = `${prefix}\0${canonical}`;
    const known = this.#known.get(source);
    if (known !== undefined) return known;
    const pseudonym = `${prefix}-${encode(this.#hash.digest(source))}`;
    if (source.length <= MAX_CACHED_LENGTH) this.#known.set(source, pseudonym);
    return pseudonym;
  }
}

function encode(digest: string): string {
  let text = '';
  for (let at = 0; at < SYMBOLS; at += 1) text += ALPHABET.charAt(digest.charCodeAt(at) % ALPHABET.length);
  return text;
}

const SYMBOLS_AT = new RegExp(`[${ALPHABET}]{${String(SYMBOLS)}}`, 'y');

/**
 * Finds pseudonyms, so that what is redacted already stays as it is: an export of an export, or a person called `sid`. Whoever
 * writes the log can write what looks like one, and thereby hide nothing but a text of this shape.
 */
export function pseudonymFinder(triggers: Triggers): FindMatches {
  const beginning = triggers.watchPlaces(PSEUDONYM_PREFIXES.map((prefix) => `${prefix}-`));
  return (text) => {
    if (!beginning.isPresent) return NO_MATCHES;
    const matches: TextMatch[] = [];
    for (const [index, start] of beginning.places.entries()) {
      SYMBOLS_AT.lastIndex = start + (beginning.literals[index] ?? '').length;
      if (!SYMBOLS_AT.test(text)) continue;
      const end = SYMBOLS_AT.lastIndex;
      const last = matches.at(-1);
      // One may hide in the end of what looks like another: `user-0123456mac-…`.
      if (last !== undefined && start < last.end) matches[matches.length - 1] = { ...last, end };
      else matches.push({ start, end, kind: 'kept', prefix: 'user', canonical: '' });
    }
    return matches;
  };
}
