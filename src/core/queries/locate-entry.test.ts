import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#contract/errors.ts';
import type { EntryQuery } from '#contract/query.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import type { KnownEntry } from '../../../test/core/varied-store.ts';
import { fillVariedStore, isFound } from '../../../test/core/varied-store.ts';
import { locateEntry } from './locate-entry.ts';

let folder: string;
let lab: StoreLab;
let known: KnownEntry[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hydrant-locate-'));
  known = fillVariedStore(folder, 900);
  lab = new StoreLab(folder);
});
afterAll(() => {
  lab[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

const never = () => false;

describe('a jump to a time', () => {
  it('arrives at the first matching entry in the order of the log that is not earlier, else at the last one', () => {
    const context = lab.context();
    const queries = fc.constantFrom<EntryQuery>(
      {},
      { severities: [3, 4] },
      { severities: [] },
      { search: 'failed' },
      { search: 'nowhere' },
      { units: ['ssh.service'], sinceUnixUs: 1_795_338_300_000_000 },
      { where: 'pid>103 -rare' },
    );
    const places = fc.tuple(fc.nat(899), fc.integer({ min: -400_000_000, max: 400_000_000 }));
    fc.assert(
      fc.property(queries, places, (query, [index, offUs]) => {
        const unixUs = (known[index]?.timeUnixUs ?? 0) + offUs;
        const matching = known.filter((entry) => isFoundBy(entry, query));
        const expected = matching.find(({ timeUnixUs }) => timeUnixUs >= unixUs) ?? matching.at(-1);
        expect(locateEntry(context, query, unixUs, never)).toEqual({ id: expected?.id ?? null });
      }),
      { numRuns: 150 },
    );
  });

  it('arrives nowhere in an empty store', () => {
    using empty = new StoreLab(temporaryFolder());
    expect(locateEntry(empty.context(), {}, 5, never)).toEqual({ id: null });
  });

  it('can be cancelled', () => {
    const locate = () => locateEntry(lab.context(), { search: 'nowhere' }, 0, () => true);
    expect(locate).toThrow(expect.objectContaining({ code: 'cancelled' }) as AppError);
  });
});

function isFoundBy(entry: KnownEntry, query: EntryQuery): boolean {
  if (query.where === undefined) return isFound(entry, query);
  return (entry.pid ?? 0) > 103 && !entry.message.toLowerCase().split(/[ -]/).includes('rare');
}
