import { expect, it } from 'vitest';
import { BOOT_ID, addressOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { encodeExportEntry } from '../../../test/journal/export-encoding.ts';
import { compileQuery } from './compile-query.ts';
import { listEntries } from './list-entries.ts';

const OTHER_BOOT = 'aaaaaaaae106d489fb461d6f9c79da60';

function entryOfBoot(number: number, boot: string | null): Buffer {
  const address = addressOf(number).filter(([name]) => name !== '_BOOT_ID');
  // The other boot's id also stands where it does not make an entry one of that boot.
  const fields = boot === null ? [['_CMDLINE', OTHER_BOOT] as const] : [['_BOOT_ID', boot] as const];
  return encodeExportEntry([...address, ...fields]);
}

function found(lab: StoreLab, where: string): number[] {
  return listEntries(lab.context(), { where }, { kind: 'oldest' }, 10, () => false).rows.map(({ id }) => id);
}

it('the entries of a boot are found by their origins, within the ids that the boot has', () => {
  using lab = new StoreLab(temporaryFolder());
  const boots = [null, BOOT_ID, BOOT_ID, OTHER_BOOT, OTHER_BOOT, null];
  lab.store(Buffer.concat(boots.map((boot, index) => entryOfBoot(index + 1, boot))));
  expect(found(lab, `boot:${BOOT_ID}`)).toEqual([2, 3]);
  expect(found(lab, `boot:${OTHER_BOOT.toUpperCase()}`)).toEqual([4, 5]);
  expect(found(lab, 'boot:aaaa*')).toEqual([4, 5]);
  expect(found(lab, 'boot:*')).toEqual([2, 3, 4, 5]);
  expect(found(lab, 'boot:""')).toEqual([1, 6]);
  expect(found(lab, `boot!=${BOOT_ID}`)).toEqual([1, 4, 5, 6]);
  expect(found(lab, 'boot:unknown')).toEqual([]);
  const compiled = compileQuery({ where: `boot:${OTHER_BOOT}` }, lab.context());
  expect(compiled).toMatchObject({ firstId: 4, lastId: 5 });
  expect(compiled.condition).not.toContain('matches');
});
