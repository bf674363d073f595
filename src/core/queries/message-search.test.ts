import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryText } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import type { EntryQuery } from '#contract/query.ts';
import { compileQuery } from './compile-query.ts';
import { listedSource } from './entry-sources.ts';
import { FullTextIds } from './full-text-ids.ts';
import { listEntries } from './list-entries.ts';
import { WindowReader } from './window-reader.ts';

const ALL = Number.MAX_SAFE_INTEGER;

function found(lab: StoreLab, query: EntryQuery): number[] {
  return listEntries(lab.context(), query, { kind: 'oldest' }, 1000, () => false).rows.map(({ id }) => id);
}

/** With the index, which the list itself does not ask in so small a store. */
function foundByIndex(lab: StoreLab, search: string): number[] {
  const context = lab.context();
  const query = compileQuery({ search }, context);
  if (query.fullText === undefined) return found(lab, { search });
  const { database } = context;
  using ids = new FullTextIds(database, query.fullText, 'oldest-first', 1, ALL);
  const reader = new WindowReader<[number]>(database, [listedSource(query)], 'e.id', 'oldest-first');
  const window = { low: 1, high: ALL, ids: JSON.stringify(ids.from(1, 1000)) };
  return reader.rows(window, 1000).map(([id]) => id);
}

function storeMessages(lab: StoreLab, messages: readonly (string | Buffer)[]): void {
  lab.store(
    Buffer.concat(
      messages.map((message, index) => entryText(index + 1, ['PRIORITY', '3'], ['MESSAGE', message])),
    ),
  );
}

/** Text on which an index and a comparison may disagree. */
const piece = fc.constantFrom(
  ...`fail Disk n 7 42 - _ . : / ' é e`.split(' '),
  ...'\u0301 \0 \t \u001b[1m \u200d \u212a \ue000'.split(' '),
  ...'Ü ñ ç ß ø Å ĳ ž Đ ł Σ σ ς Ω ά Ж й ё İ ı ſ ﬁ ² ½ µ ª'.split(' '),
  ...'日 本 한 글 ア ｱ ｶﾞ ع ش ١ 😀 🤖 ₿ 𝒳'.split(' '),
  ' ',
  '\n',
);
const text = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));
const noise = fc.uint8Array({ minLength: 1, maxLength: 6 });
const bytes = fc
  .tuple(text, noise, text)
  .map(([a, b, c]) => Buffer.concat([Buffer.from(a), b, Buffer.from(c)]));
const messages = fc.array(fc.oneof({ arbitrary: text, weight: 3 }, bytes), { minLength: 1, maxLength: 6 });

it('the index and the comparison find the same messages', () => {
  fc.assert(
    fc.property(messages, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 8 }), (all, which, place, size) => {
      using lab = new StoreLab(temporaryFolder());
      storeMessages(lab, all);
      const source = (all[which % all.length] ?? '').toString('utf8');
      const words = source.slice(place % source.length).split(/[\s"]+/);
      const word = (words.find((part) => part !== '') ?? 'x').slice(0, size).toWellFormed();
      const phrase = `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
      for (const search of [word, phrase]) {
        // Few errors are found through their own index and then compared one by one.
        const compared = found(lab, { search, severities: [3] });
        expect(foundByIndex(lab, search)).toEqual(compared);
        expect(found(lab, { search })).toEqual(compared);
      }
    }),
    { numRuns: 150 },
  );
});
