import { describe, expect, it } from 'vitest';
import { BOOT_ID, entryText, streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { fieldValues } from './field-values.ts';
import { listFields } from './list-fields.ts';

function smallStore(): StoreLab {
  const lab = new StoreLab(temporaryFolder());
  lab.store(
    Buffer.concat([
      streamOf(1, 30),
      entryText(31, ['TAG', 'Blue'], ['TAG', 'Blue'], ['CODE_LINE', '17'], ['PRIORITY', '3']),
      entryText(32, ['TAG', 'blank'], ['TAG', 'red'], ['_HOSTNAME', 'dbsrv02'], ['_PID', '7']),
    ]),
  );
  return lab;
}

function valuesOf(lab: StoreLab, field: string, prefix = '', limit = 100) {
  return fieldValues(lab.context(), field, prefix, limit).map(({ value, entries }) => [value, entries]);
}

describe('the fields that a query can name', () => {
  it('begin with those of the query language, then come the raw ones by name', () => {
    using lab = smallStore();
    const fields = listFields(lab.database);
    expect(fields[0]).toEqual({ name: 'severity', kind: 'query' });
    const raw = fields.filter(({ kind }) => kind === 'raw').map(({ name }) => name);
    expect(raw).toEqual(raw.toSorted());
    expect(raw).toEqual(expect.arrayContaining(['TAG', 'CODE_LINE', '_BOOT_ID']));
    expect(fields.findLastIndex(({ kind }) => kind === 'query')).toBe(fields.length - raw.length - 1);
  });
});

describe('the values of a field', () => {
  it('come with the number of their entries, the most frequent first', () => {
    using lab = smallStore();
    expect(valuesOf(lab, 'unit')).toEqual([
      ['ssh.service', 20],
      ['cron.service', 10],
    ]);
    expect(valuesOf(lab, 'Host')).toEqual([
      ['websrv01', 30],
      ['dbsrv02', 1],
    ]);
    expect(valuesOf(lab, 'source')).toEqual([['journal:/lab', 32]]);
    expect(valuesOf(lab, 'boot')).toEqual([[BOOT_ID, 32]]);
    expect(valuesOf(lab, '_BOOT_ID')).toEqual([[BOOT_ID, 32]]);
    expect(valuesOf(lab, 'CODE_LINE')).toEqual([['17', 1]]);
    expect(valuesOf(lab, 'pid').at(-1)).toEqual(['7', 1]);
  });

  it('begin with the prefix, without regard to case, and are no more than asked for', () => {
    using lab = smallStore();
    expect(valuesOf(lab, 'identifier', 'c')).toEqual([['CRON', 10]]);
    expect(valuesOf(lab, 'unit', '', 1)).toEqual([['ssh.service', 20]]);
    expect(valuesOf(lab, 'TAG', 'BL')).toEqual([
      ['Blue', 1],
      ['blank', 1],
    ]);
    expect(valuesOf(lab, 'raw.TAG', 'r')).toEqual([['red', 1]]);
    expect(valuesOf(lab, 'TAG', 'no')).toEqual([]);
  });

  it('are all severities, also those that do not occur', () => {
    using lab = smallStore();
    const values = valuesOf(lab, 'severity');
    expect(values).toHaveLength(8);
    expect(valuesOf(lab, 'severity', 'W')).toEqual([['warning', 4]]);
    using empty = new StoreLab(temporaryFolder());
    expect(valuesOf(empty, 'severity', 'e')).toEqual([
      ['emergency', 0],
      ['error', 0],
    ]);
  });

  it('are the marks for "is", and none for what nobody chooses from a list', () => {
    using lab = smallStore();
    expect(valuesOf(lab, 'is', 'b')).toEqual([['bookmarked', null]]);
    for (const field of ['message', 'note', 'after', 'before', '__CURSOR', 'MESSAGE', 'UNKNOWN']) {
      expect(valuesOf(lab, field)).toEqual([]);
    }
  });
});
