import { expect, it } from 'vitest';
import { entryText } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { listEntries } from './list-entries.ts';

function rawFieldsOf(lab: StoreLab, rawFields: string[] | undefined) {
  return listEntries(lab.context(), {}, { kind: 'oldest' }, 10, () => false, { rawFields }).rows.map(
    (row) => row.rawFields,
  );
}

it('rows carry the values of the raw fields that were asked for, in that order', () => {
  using lab = new StoreLab(temporaryFolder());
  lab.store(
    Buffer.concat([
      entryText(1, ['TAG', 'one'], ['TAG', 'two'], ['_EXE', '/bin/a'], ['MESSAGE', 'hello']),
      entryText(2, ['PRIORITY', '3'], ['_PID', '12'], ['TAG', Buffer.from([0x61, 0xff])]),
      entryText(3, ['MESSAGE', ''], ['TAG', `${'x'.repeat(255)}😀${'y'.repeat(4000)}`]),
    ]),
  );
  expect(rawFieldsOf(lab, ['_EXE', 'TAG', 'NONE'])).toEqual([
    ['/bin/a', 'one', null],
    [null, String.raw`a\xFF`, null],
    [null, 'x'.repeat(255), null],
  ]);
  expect(rawFieldsOf(lab, ['MESSAGE', 'PRIORITY', '_PID', '_BOOT_ID'])).toEqual([
    ['hello', null, null, expect.stringMatching(/^[0-9a-f]{32}$/)],
    [null, '3', '12', expect.stringMatching(/^[0-9a-f]{32}$/)],
    ['', null, null, expect.stringMatching(/^[0-9a-f]{32}$/)],
  ]);
});

it('rows carry no raw fields unless asked', () => {
  using lab = new StoreLab(temporaryFolder());
  lab.store(entryText(1, ['TAG', 'one']));
  expect(rawFieldsOf(lab, undefined)).toEqual([undefined]);
  expect(rawFieldsOf(lab, [])).toEqual([[]]);
});
