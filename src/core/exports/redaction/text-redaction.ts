import type { RedactionKind } from '#contract/redaction.ts';
import type { FinderContext } from './create-finders.ts';
import { createFinders } from './create-finders.ts';
import { Pseudonyms } from './pseudonyms.ts';
import type { FindMatches, TextMatch } from './text-match.ts';
import { NO_MATCHES, mergeMatches } from './text-match.ts';
import { Triggers } from './triggers.ts';

/** One piece that was replaced. */
export interface Replacement {
  readonly kind: RedactionKind;
  /** As it stood there. A byte that is no UTF-8 is half of a surrogate pair. */
  readonly text: string;
  readonly pseudonym: string;
}

/** A redacted text, and what was replaced in it, in the order of the text. */
export interface RedactedText {
  readonly text: string;
  readonly replacements: readonly Replacement[];
}

/** A replacement, and where its pseudonym begins in the text so far. */
interface Piece extends Replacement {
  readonly at: number;
}

/**
 * A pseudonym may show what was no match before: in `203.0.113.7.08:00:27:4e:66:a1` the first is an address only where no number follows. So
 * the text is looked at again until nothing is found, unless all that was replaced are addresses that stand alone; what is redacted then stays as it is. Real lines take one
 * or two looks; the limit is for those that somebody has built so that each look finds one thing more.
 */
const MOST_PASSES = 8;

/** What an address may touch so that its pseudonym changes the meaning of nothing beside it; a port may follow. */
const CLEAR_BEFORE = /[\s"'([<=,]/;
const CLEAR_AFTER = /(?:$|[\s"')\]>,]|:\d{1,5}(?:$|[\s"')\]>,]))/y;

/** Only addresses, which mean nothing for what stands beside them; a name may be the word `version`. */
function standAloneIn(text: string, matches: readonly TextMatch[]): boolean {
  return matches.every(({ start, end, kind }) => {
    if (kind !== 'ips' && kind !== 'macs' && kind !== 'emails') return false;
    CLEAR_AFTER.lastIndex = end;
    return (start === 0 || CLEAR_BEFORE.test(text.charAt(start - 1))) && CLEAR_AFTER.test(text);
  });
}

/** Finds and replaces, and knows nothing of counts. The same text always gives the same result. */
export class TextRedaction {
  readonly #kinds: ReadonlySet<RedactionKind>;
  readonly #pseudonyms: Pseudonyms;
  readonly #triggers = new Triggers();
  readonly #finders: readonly FindMatches[];

  /** @param key - See Pseudonyms. */
  constructor(kinds: ReadonlySet<RedactionKind>, key: Buffer, context: Omit<FinderContext, 'triggers'>) {
    this.#kinds = kinds;
    this.#pseudonyms = new Pseudonyms(key);
    this.#finders = createFinders(kinds, { ...context, triggers: this.#triggers });
  }

  redact(original: string): RedactedText {
    let text = original;
    let pieces: readonly Piece[] = [];
    for (let pass = 0; pass < MOST_PASSES; pass += 1) {
      const { matches, haveLostOthers } = this.#find(text);
      if (matches.every(({ kind }) => kind === 'kept')) break;
      const standAlone = !haveLostOthers && standAloneIn(text, matches);
      ({ text, pieces } = this.#replace(text, matches, pieces));
      if (standAlone) break;
    }
    return { text, replacements: pieces };
  }

  /** A text that is one piece as a whole, unless its kind is not asked for or a pseudonym stands in it already. */
  redactWhole(text: string, { kind, prefix, canonical }: Omit<TextMatch, 'start' | 'end'>): RedactedText {
    const isAsked = kind !== 'kept' && this.#kinds.has(kind) && text !== '';
    if (!isAsked || this.#find(text).matches.some((match) => match.kind === 'kept'))
      return { text, replacements: [] };
    const pseudonym = this.#pseudonyms.of(prefix, canonical);
    return { text: pseudonym, replacements: [{ kind, text, pseudonym }] };
  }

  /** `haveLostOthers`: some were left out because they overlapped stronger ones. */
  #find(text: string): { matches: readonly TextMatch[]; haveLostOthers: boolean } {
    this.#triggers.scan(text);
    let matches = NO_MATCHES;
    let found = 0;
    for (const find of this.#finders) {
      const more = find(text);
      found += more.length;
      matches = mergeMatches(matches, more);
    }
    return { matches, haveLostOthers: matches.length < found };
  }

  #replace(
    text: string,
    matches: readonly TextMatch[],
    earlier: readonly Piece[],
  ): { text: string; pieces: Piece[] } {
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
    return { text: redacted + text.slice(from), pieces };
  }
}
