import type { QueryPlace } from './query-error.ts';

/** How a field is compared with a value. `:` and `=` mean the same; the tokenizer gives `:` for both. */
export type ConditionOperator = ':' | '!=' | '<' | '<=' | '>' | '>=';

/** One value of a condition: the literal texts around its wildcards; without a wildcard there is one part. */
export interface ValueToken extends QueryPlace {
  parts: string[];
}

/** A field as it is written: `isRaw` when it was asked for by `raw.` or by a name in capitals. */
export interface FieldToken extends QueryPlace {
  name: string;
  isRaw: boolean;
}

/** One piece of a query's text. */
export type QueryToken = QueryPlace &
  (
    | { kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'exclude' | 'end' }
    | { kind: 'word' | 'phrase'; text: string }
    | { kind: 'regex'; source: string; flags: string }
    | { kind: 'condition'; field: FieldToken; operator: ConditionOperator; values: ValueToken[] }
  );
