import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { chooseDefaultSource, defaultSources, holdsJournal, isOnPath } from './default-sources.ts';
import { parseSourceSpec } from './source-spec.ts';

it.each([
  [true, true, true, 'journal'],
  [true, true, false, 'journal'],
  [true, false, true, 'kernel'],
  [false, true, true, 'kernel'],
  [false, false, true, 'kernel'],
  [false, false, false, 'journal'],
])(
  'journalctl %s, a journal %s, a kernel’s log %s: %s',
  (hasJournalTool, hasJournal, hasKernelLog, source) => {
    expect(chooseDefaultSource({ hasJournalTool, hasJournal, hasKernelLog })).toBe(source);
  },
);

it('this machine has one that can be read', () => {
  expect(defaultSources().map((source) => parseSourceSpec(source).target.kind)).toEqual([
    expect.stringMatching(/^(?:journal|kernel)$/),
  ]);
});

it('a folder holds a journal when there is a file of one in it, for any machine', () => {
  const folder = temporaryFolder();
  expect(holdsJournal(join(folder, 'missing'))).toBe(false);
  expect(holdsJournal(folder)).toBe(false);
  mkdirSync(join(folder, 'machine'));
  expect(holdsJournal(folder)).toBe(false);
  writeFileSync(join(folder, 'machine', 'system.journal'), '');
  expect(holdsJournal(folder)).toBe(true);
});

it('a program is found on the path', () => {
  expect(isOnPath('node', `/nowhere:${dirname(process.execPath)}`)).toBe(true);
  expect(isOnPath('node', '/nowhere')).toBe(false);
});
