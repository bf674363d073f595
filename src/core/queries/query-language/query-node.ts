import type { Severity } from '#contract/severity.ts';

/**
 * One condition on an entry, as parsed from the query language (docs/query-language.md) or from plain search words.
 * Every node is a yes-or-no question: `not` is its exact complement, so an entry without a pid matches
 * `not (pid > 5)`.
 */
export type QueryNode =
  /** At least two children, none of the same kind: the parser flattens. */
  | { kind: 'and' | 'or'; children: QueryNode[] }
  | { kind: 'not'; child: QueryNode }
  /**
   * The message contains `text`, ignoring case and accents, and where `text` begins with a letter or digit, a word of the message
   * begins there: neither letter nor digit stands directly before it.
   */
  | { kind: 'word'; text: string }
  /** The message contains exactly `text`, spaces and punctuation included, ignoring case and accents. Never empty. */
  | { kind: 'phrase'; text: string }
  /** The message matches `new RegExp(source, flags)`. Valid when parsed; flags are '' or 'i'. Its cost is unbounded. */
  | { kind: 'regex'; source: string; flags: string }
  /** One of these, ascending and without repeats; an empty list matches nothing. */
  | { kind: 'severities'; severities: Severity[] }
  | { kind: 'field'; field: QueryField; match: FieldMatch }
  /** The user has set a bookmark on the entry. */
  | { kind: 'bookmarked' }
  /** An entry without a pid matches none of these. `id`: the entry's own number in the store. */
  | { kind: 'pid' | 'id'; operator: NumberOperator; value: number }
  /** `from` is inclusive, `until` exclusive, in µs since the epoch. The parser sets exactly one of them. */
  | { kind: 'time'; from?: number; until?: number };

export type NumberOperator = '=' | '<' | '<=' | '>' | '>=';

/**
 * `unit`, `identifier`, `host`, `message` and `note` ignore case; `boot`, `source` and raw fields do not. `note` is what the
 * user wrote to the entry's bookmark; `source` is the specification as the user gave it (`journal`,
 * `file:/var/log/syslog`); `boot` is journald's boot id, 32 lower-case hexadecimal digits.
 */
export type QueryField =
  | 'unit'
  | 'identifier'
  | 'host'
  | 'boot'
  | 'source'
  | 'message'
  | 'note'
  /** A field by the name its source gave it. A field with several values matches when one of them does. */
  | { raw: string };

/**
 * Compares a whole value. `equals`: the same text; for `unit` also the unit's name without `.service`; for `note` a text that
 * it has in it at the beginning of a word, as a `word` does in a message; '' means that the entry has no such value. `wildcard`: see wildcard-pattern.ts; the pattern `*` alone means that the entry has such a
 * value and it is not empty.
 */
export type FieldMatch = { kind: 'equals'; value: string } | { kind: 'wildcard'; pattern: string };
