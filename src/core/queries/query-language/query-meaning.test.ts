import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryQuery } from '#contract/query.ts';
import { AnnotationStore } from '../../annotations/annotation-store.ts';
import { openAnnotations } from '../../annotations/open-annotations.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { timeOf } from '../../../../test/core/journal-text.ts';
import { matchesQuery } from '../../../../test/queries/query-reference.ts';
import { TRICKY_MESSAGES, trickyEntries } from '../../../../test/queries/tricky-entries.ts';
import { countEntries } from '../count-entries.ts';
import { listEntries } from '../list-entries.ts';
import { openExportStore } from '../read-entries.ts';
import { formatQuery } from './format-query.ts';
import type { FieldMatch, QueryNode } from './query-node.ts';
import { wildcardPattern } from './wildcard-pattern.ts';

const ENTRIES = 240;
const NOTES = ['', 'disk', 'Disk full', 'Straße', 'a*b', 'first\nsecond'];

const messageText = fc.constantFrom(...TRICKY_MESSAGES.map((message) => message.toString().slice(0, 400)));
const piece = fc
  .tuple(messageText, fc.nat(), fc.integer({ min: 1, max: 12 }))
  .map(([message, at, length]) => {
    const start = message.length === 0 ? 0 : at % message.length;
    return message.slice(start, start + length).toWellFormed();
  });
const words = TRICKY_MESSAGES.flatMap((message) =>
  message
    .toString()
    .slice(0, 400)
    .split(/[\s"()\0]+/),
);
const word = fc
  .tuple(fc.constantFrom(...words), fc.integer({ min: 1, max: 20 }))
  .map(([text, length]) => text.slice(0, length))
  .filter(
    (text) =>
      text.isWellFormed() && /^[^-/"\s]/.test(text) && !/[:=<>]/.test(text) && !/^(AND|OR|NOT)$/.test(text),
  );
const value = fc.oneof(
  fc.constantFrom(
    'ssh',
    'SSH.service',
    'cron',
    '-.mount',
    'a,b "c"',
    '',
    'sshd',
    'cron',
    'web-1',
    'gateway',
    'one',
    'Two*',
  ),
  fc.constantFrom('3', 'loud', '77', 'journal:/lab', 'cd69ba5e106d489fb461d6f9c79da6a3', 'failed password'),
  messageText,
);
const match: fc.Arbitrary<FieldMatch> = fc.oneof(
  value.map((text): FieldMatch => ({ kind: 'equals', value: text })),
  fc.constantFrom<FieldMatch>({ kind: 'wildcard', pattern: '*' }),
  fc.tuple(value, fc.nat(4), fc.nat(4)).map(([text, start, end]): FieldMatch => {
    const cut = text.slice(start, text.length - end).toWellFormed();
    return { kind: 'wildcard', pattern: wildcardPattern(['', cut, ''].slice(start === 0 ? 1 : 0)) };
  }),
);
const raw = fc
  .constantFrom(
    'PRIORITY',
    '_PID',
    'SYSLOG_PID',
    'TAG',
    'MESSAGE',
    '_HOSTNAME',
    '_BOOT_ID',
    'NONE',
    '__SEQNUM',
  )
  .map((name) => ({ raw: name }));
const leaf: fc.Arbitrary<QueryNode> = fc.oneof(
  { weight: 3, arbitrary: word.map((text): QueryNode => ({ kind: 'word', text })) },
  {
    weight: 3,
    arbitrary: piece.filter((text) => text !== '').map((text): QueryNode => ({ kind: 'phrase', text })),
  },
  fc.constantFrom<QueryNode>(
    { kind: 'regex', source: 'fail.*(fox|root)', flags: 'i' },
    { kind: 'regex', source: '^$', flags: '' },
    { kind: 'regex', source: 'needle$', flags: '' },
  ),
  fc
    .subarray([0, 1, 2, 3, 4, 5, 6, 7])
    .map((severities): QueryNode => ({ kind: 'severities', severities: [...severities] })),
  fc
    .record({
      field: fc.oneof(
        fc.constantFrom('unit' as const, 'identifier' as const, 'host' as const, 'message' as const),
        fc.constantFrom('boot' as const, 'source' as const),
        raw,
      ),
      match,
    })
    .map(({ field, match: wanted }): QueryNode => ({ kind: 'field', field, match: wanted })),
  fc.constantFrom<QueryNode>(
    { kind: 'bookmarked' },
    { kind: 'field', field: 'note', match: { kind: 'equals', value: 'DISK' } },
    { kind: 'field', field: 'note', match: { kind: 'equals', value: 'Sec' } },
    { kind: 'field', field: 'note', match: { kind: 'equals', value: 'isk' } },
    { kind: 'field', field: 'note', match: { kind: 'equals', value: '' } },
    { kind: 'field', field: 'note', match: { kind: 'wildcard', pattern: 'disk*' } },
    { kind: 'field', field: 'note', match: { kind: 'wildcard', pattern: '*' } },
    { kind: 'field', field: 'note', match: { kind: 'wildcard', pattern: '*\\**' } },
    { kind: 'field', field: 'note', match: { kind: 'wildcard', pattern: '*second' } },
  ),
  fc
    .record({ operator: fc.constantFrom('=', '<', '<=', '>', '>='), value: fc.nat(ENTRIES * 7) })
    .map(({ operator, value: pid }): QueryNode => ({ kind: 'pid', operator, value: pid })),
  fc
    .record({ operator: fc.constantFrom('=', '<', '<=', '>', '>='), value: fc.nat(ENTRIES + 1) })
    .map(({ operator, value: id }): QueryNode => ({ kind: 'id', operator, value: id })),
  fc.nat(ENTRIES).map((number): QueryNode => ({ kind: 'time', from: timeOf(number) })),
  fc.nat(ENTRIES).map((number): QueryNode => ({ kind: 'time', until: timeOf(number) + 1 })),
);
const { tree } = fc.letrec<{ tree: QueryNode }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    tie('tree').map((child): QueryNode => ({ kind: 'not', child })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
      )
      .map(([kind, children]): QueryNode => ({ kind, children })),
  ),
}));

/** A store of tricky entries, and the ids that the three ways of asking it give for a query. */
function startAsking() {
  const lab = new StoreLab(temporaryFolder());
  lab.store(trickyEntries(ENTRIES));
  const exports = openExportStore(lab.dataDir);
  const context = lab.context();
  const exported = (query: EntryQuery) =>
    [
      ...exports.readPages({
        query,
        columns: [],
        needsAllFields: false,
        afterId: 0,
        lastId: exports.lastId(),
      }),
    ].flat();
  const listed = (query: EntryQuery) =>
    listEntries(context, query, { kind: 'oldest' }, 1000, () => false).rows.map(({ id }) => id);
  const counted = (query: EntryQuery) =>
    countEntries(context, query, () => false).bySeverity.reduce((sum, count) => sum + count, 0);
  using annotations = new AnnotationStore(openAnnotations(lab.dataDir));
  const notes = new Map(NOTES.map((note, index) => [3 + index * 40, note]));
  for (const [id, note] of notes) annotations.setBookmark(id, note);
  const stop = () => {
    exports[Symbol.dispose]();
    lab[Symbol.dispose]();
  };
  return { exported, listed, counted, notes, stop };
}

describe('what a query means', () => {
  it('is the same for the list, the counts and the export, and what the language says', () => {
    const { exported, listed, counted, notes, stop } = startAsking();
    const all = exported({});
    expect(all).toHaveLength(ENTRIES);
    fc.assert(
      fc.property(tree, (node) => {
        const where = formatQuery(node);
        const expected = all.filter((entry) => matchesQuery(node, entry, notes)).map(({ id }) => id);
        expect(exported({ where }).map(({ id }) => id)).toEqual(expected);
        expect(listed({ where })).toEqual(expected);
        expect(counted({ where })).toBe(expected.length);
      }),
      { numRuns: 500 },
    );
    stop();
  });
});
