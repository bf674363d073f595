/**
 * The fields that have a name in the query language, as completion offers them: the parser, `fields.list` and the tests of
 * the documentation all take them from here. Every other field is named as its source names it.
 */
export const QUERY_FIELDS = [
  'severity',
  'unit',
  'identifier',
  'host',
  'pid',
  'id',
  'boot',
  'message',
  'source',
  'is',
  'note',
  'after',
  'before',
] as const;
export type QueryFieldName = (typeof QUERY_FIELDS)[number];

/** What `is:` can ask. */
export const ENTRY_MARKS = ['bookmarked'] as const;
