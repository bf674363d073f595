import { expect, it, onTestFinished } from 'vitest';
import { streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { compileQuery } from './compile-query.ts';
import { countEntries } from './count-entries.ts';
import { plainSource } from './entry-sources.ts';
import { listEntries } from './list-entries.ts';

const ENTRIES = 1000;

function storeOfMany() {
  const lab = new StoreLab(temporaryFolder());
  onTestFinished(() => lab[Symbol.dispose]());
  lab.store(streamOf(1, ENTRIES));
  return lab.context();
}

it.each([
  ['id:5', 5, 5],
  ['id:9,5', 5, 9],
  ['id>=100 id<=200', 100, 200],
  ['id>99 id<201', 100, 200],
  ['(id>=100 id<=200 OR id:7,300)', 7, 300],
  ['number (id:7 OR id:9) id!=9', 7, 9],
  ['id:5 id:9', 9, 5],
  ['-id:5', 1, Number.MAX_SAFE_INTEGER],
  ['id:5 OR number', 1, Number.MAX_SAFE_INTEGER],
])('%s is looked for from id %i to id %i only', (where, firstId, lastId) => {
  expect(compileQuery({ where }, storeOfMany())).toMatchObject({ firstId, lastId });
});

it.each([
  ['id:5', [5]],
  ['id:5,9,2000', [5, 9]],
  ['(id>=100 id<=102 OR id:7)', [7, 100, 101, 102]],
  ['id>998', [999, 1000]],
  ['id:5 id:9', []],
  ['number -id>2', [1, 2]],
])('%s finds %j', (where, expected) => {
  const context = storeOfMany();
  const { rows } = listEntries(context, { where }, { kind: 'oldest' }, 100, () => false);
  expect(rows.map(({ id }) => id)).toEqual(expected);
  const { bySeverity } = countEntries(context, { where }, () => false);
  expect(bySeverity.reduce((sum, count) => sum + count, 0)).toBe(expected.length);
});

it.each(['id<=700', 'id>=300', 'id>=300 id<=700', '-id>700', 'number id<700', 'id:5'])(
  '%s leaves the ends of a scan to its window',
  (where) => {
    const context = storeOfMany();
    const compiled = compileQuery({ where }, context);
    const { from } = plainSource(compiled, 'oldest-first');
    const program = context.database
      .prepare<[number, number], { addr: number; opcode: string; p1: number; p2: number; p3: number }>(
        `EXPLAIN SELECT e.severity ${from}`,
      )
      .all(400, 500);
    const isBound = (register: number) =>
      program.some(({ opcode, p2 }) => opcode === 'Variable' && p2 === register);
    const end = program.find(({ opcode }) => opcode === 'Halt')?.addr;
    const start = program.find(({ opcode }) => opcode.startsWith('Seek'));
    expect(isBound(start?.p3 ?? -1)).toBe(true);
    const ends = program.filter(({ opcode, p2 }) => /^(?:[GL][te])$/.test(opcode) && p2 === end);
    expect(ends.map(({ p1 }) => isBound(p1))).toEqual([true]);
  },
);
