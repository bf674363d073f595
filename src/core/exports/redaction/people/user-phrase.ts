import { DOMAIN_PREFIX } from './account-names.ts';

/** A shape of messages in which the name of a user stands. */
export interface UserPhrase {
  /** A text with none of this has none of the shape either: quicker to look for than the pattern. */
  readonly needs: string;
  /** Groups: `before`, `name`, and `id` for the number of the account. */
  readonly pattern: RegExp;
  /** Ordinary words may stand in the name's place. */
  readonly isWeak?: boolean;
  /** The name is what a stranger typed. */
  readonly isTyped?: boolean;
}

/** What no name has in it, as useradd(8) and most programs allow them. */
const NO_NAME = String.raw`\s"'` + '`' + String.raw`<>()\[\]{},;:|=/\\@*?&!`;
const NAME = String.raw`[A-Za-z0-9_\u00c0-\u058f][^${NO_NAME}]{0,63}(?![^${NO_NAME}])`;
const DOMAIN = `${DOMAIN_PREFIX}?`;
/** Anything that a stranger has typed for a name. */
const TYPED = String.raw`\S(?:(?! from ).){0,200}?`;
const QUOTED = String.raw`[A-Za-z0-9_\u00c0-\u058f][^\s"'<>/=(){}]{0,63}`;

/** A name without spaces, as useradd(8) and most programs allow them, behind a domain or without. */
export function phrase(needs: string, before: string, after: string, isWeak = false): UserPhrase {
  return { needs, pattern: patternOf(before + DOMAIN, NAME, after), isWeak };
}

/** A name as a stranger typed it: anything, also with spaces. */
export function typed(needs: string, before: string, after: string): UserPhrase {
  return { needs, pattern: patternOf(before, TYPED, after), isTyped: true };
}

/** A name in quotes, which may have signs in it that others have not. */
export function quoted(needs: string, before: string, after: string): UserPhrase {
  return { needs, pattern: patternOf(before + DOMAIN, QUOTED, after) };
}

function patternOf(before: string, name: string, after: string): RegExp {
  return new RegExp(`(?<before>${before})(?<name>${name})${after}`, 'g');
}
