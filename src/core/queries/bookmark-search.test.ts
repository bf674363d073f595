import { expect, it, onTestFinished } from 'vitest';
import type { EntryQuery } from '#contract/query.ts';
import { streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { AnnotationStore } from '../annotations/annotation-store.ts';
import { openAnnotations } from '../annotations/open-annotations.ts';
import { ConditionFunctions } from './condition-functions.ts';
import { countEntries } from './count-entries.ts';
import { listEntries } from './list-entries.ts';

const ENTRIES = 2000;
const BOOKMARKED = [2, 900, 1999];

/** Counts the messages that are looked at. */
class CountingFunctions extends ConditionFunctions {
  looks = 0;

  override addMessageTest(test: (message: string) => boolean): number {
    return super.addMessageTest((message) => {
      this.looks += 1;
      return test(message);
    });
  }
}

function bookmarkedStore() {
  const lab = new StoreLab(temporaryFolder());
  onTestFinished(() => lab[Symbol.dispose]());
  lab.store(streamOf(1, ENTRIES));
  using annotations = new AnnotationStore(openAnnotations(lab.dataDir));
  for (const id of BOOKMARKED) annotations.setBookmark(id, id === 900 ? 'Disk of the mail' : '');
  const context = lab.context();
  const functions = new CountingFunctions(context.database);
  const listed = (query: EntryQuery) =>
    listEntries({ ...context, functions }, query, { kind: 'newest' }, 100, () => false).rows;
  const counted = (query: EntryQuery) =>
    countEntries({ ...context, functions }, query, () => false).bySeverity.reduce((sum, of) => sum + of, 0);
  return { functions, listed, counted };
}

it.each([
  ['is:bookmarked /number/', BOOKMARKED],
  ['is:bookmarked number', BOOKMARKED],
  ['is:bookmarked "number" severity>=debug', BOOKMARKED],
  ['note:disk /number/', [900]],
  ['note:* "umber"', [900]],
])('%s looks at no message but those of the bookmarked entries', (where, expected) => {
  const { functions, listed, counted } = bookmarkedStore();
  expect(listed({ where }).map(({ id }) => id)).toEqual(expected);
  expect(counted({ where })).toBe(expected.length);
  expect(functions.looks).toBeLessThanOrEqual(2 * BOOKMARKED.length);
});

it.each([
  ['is:bookmarked OR severity:emergency', ENTRIES / 8 + 3],
  ['NOT is:bookmarked', ENTRIES - 3],
  ['note:""', ENTRIES - 1],
  ['is:bookmarked note:""', 2],
  ['note:nothing', 0],
  ['note:dis', 1],
  ['note:"disk of"', 1],
  ['note:isk', 0],
  ['note:"disk*"', 1],
  ['note:of*', 0],
  ['-note:disk', ENTRIES - 1],
])('%s finds %i', (where, expected) => {
  expect(bookmarkedStore().counted({ where })).toBe(expected);
});

it('a list says which of its entries are bookmarked', () => {
  const { listed } = bookmarkedStore();
  const rows = listed({});
  expect(rows.filter((row) => row.isBookmarked === true).map(({ id }) => id)).toEqual([1999]);
  expect(rows.filter((row) => 'isBookmarked' in row)).toHaveLength(1);
});
