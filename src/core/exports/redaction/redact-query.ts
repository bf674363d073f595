import type { EntryQuery } from '#contract/query.ts';
import type { RedactionKind } from '#contract/redaction.ts';
import type { FieldToken, QueryToken, ValueToken } from '../../queries/query-language/query-token.ts';
import { tokenizeQuery } from '../../queries/query-language/tokenize-query.ts';
import { COMMON_WORDS } from './people/common-words.ts';
import { redactField } from './redact-field.ts';
import type { Redactor } from './redactor.ts';
import type { PseudonymPrefix } from './text-match.ts';

/** Shorter parts are in too many words to tell anything, and of random ones even longer parts are. */
const SHORTEST_PART = 3;
const SHORTEST_PART_OF_TOKEN = 6;
/** Words of what somebody looks for; those of an address have dots, colons and other signs in them. */
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_.:@-]*/gu;

const PREFIX_OF_KIND: Readonly<Record<RedactionKind, PseudonymPrefix>> = {
  users: 'user',
  homes: 'user',
  ips: 'ip',
  macs: 'mac',
  emails: 'mail',
  sids: 'sid',
  tokens: 'token',
};

/**
 * A query as the manifest of a redacted export quotes it: without what the export hides. Whole names, addresses and secrets become the
 * pseudonyms that the files have. A search may also be for a part, as `alic` finds alice: words that are part of something that was
 * replaced are replaced, too, so call it when the files are written. Nothing here is counted. Throws an AppError `query.invalid` for a
 * query that could not have run.
 *
 * A regular expression can describe a name without having it in it; that cannot be seen.
 */
export function redactQuery(query: EntryQuery, redactor: Redactor): EntryQuery {
  const rules: QueryRules = { redactor, aside: redactor.aside() };
  const redactName = (name: string) => rules.aside.redactText(name);
  return {
    ...query,
    ...(query.where === undefined ? {} : { where: redactWhere(query.where, rules) }),
    ...(query.search === undefined ? {} : { search: redactSought(query.search, rules) }),
    ...(query.units === undefined ? {} : { units: query.units.map(redactName) }),
    ...(query.identifiers === undefined ? {} : { identifiers: query.identifiers.map(redactName) }),
    ...(query.hosts === undefined ? {} : { hosts: query.hosts.map(redactName) }),
  };
}

interface QueryRules {
  /** Knows what was replaced. */
  readonly redactor: Redactor;
  /** Replaces, without counting. */
  readonly aside: Redactor;
}

/** Each token keeps its place, and everything between them stays. */
function redactWhere(where: string, rules: QueryRules): string {
  let redacted = '';
  let from = 0;
  for (const token of tokenizeQuery(where)) {
    redacted += where.slice(from, token.start) + redactToken(where, token, rules);
    from = token.end;
  }
  return redacted + where.slice(from);
}

function redactToken(where: string, token: QueryToken, rules: QueryRules): string {
  const written = where.slice(token.start, token.end);
  switch (token.kind) {
    case 'word':
    case 'phrase':
      return redactSought(written, rules);
    case 'regex': {
      // `10\.0\.0\.1` is an address, too.
      const plain = token.source.replaceAll(/\\([^A-Za-z0-9])/g, '$1');
      const sought = redactSought(plain, rules);
      return sought === plain ? written : `/${sought.replaceAll('/', String.raw`\/`)}/${token.flags}`;
    }
    case 'condition': {
      let redacted = '';
      let from = token.start;
      for (const value of token.values) {
        redacted += where.slice(from, value.start) + redactValue(where, token.field, value, rules);
        from = value.end;
      }
      return redacted + where.slice(from, token.end);
    }
    case 'open':
    case 'close':
    case 'and':
    case 'or':
    case 'not':
    case 'exclude':
    case 'end':
      return written;
  }
}

function redactValue(
  where: string,
  { name, isRaw }: FieldToken,
  value: ValueToken,
  rules: QueryRules,
): string {
  const written = where.slice(value.start, value.end);
  if (name === 'message' || name === 'note') return redactSought(written, rules);
  if (!isRaw) return rules.aside.redactText(written);
  const text = value.parts.join('*');
  const redacted = redactField(name, text, rules.aside);
  return redacted === text || typeof redacted !== 'string' ? redactSought(written, rules) : `"${redacted}"`;
}

/** Text that somebody looks for: whole pieces by the rules, then words that are parts of pieces. */
function redactSought(text: string, rules: QueryRules): string {
  return rules.aside.redactText(text).replaceAll(WORD, (word) => redactPart(word, rules));
}

function redactPart(word: string, { redactor, aside }: QueryRules): string {
  const isTelling = word.length >= SHORTEST_PART && /\D/.test(word) && !COMMON_WORDS.has(word.toLowerCase());
  const kind = isTelling ? redactor.kindOfPart(word) : undefined;
  if (kind === undefined || (kind === 'tokens' && word.length < SHORTEST_PART_OF_TOKEN)) return word;
  return aside.redactWhole(word, { kind, prefix: PREFIX_OF_KIND[kind], canonical: word.toLowerCase() });
}
