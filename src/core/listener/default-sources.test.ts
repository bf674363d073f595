import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { chooseDefaultSource, defaultSources, holdsJournal, isOnPath } from './default-sources.ts';
import { parseSourceSpec } from './source-spec.ts';

it.each([
  [true, true, '/var/log/syslog', true, 'journal'],
  [true, true, undefined, false, 'journal'],
  [true, false, '/var/log/syslog', true, 'file:/var/log/syslog'],
  [false, false, '/var/log/messages', false, 'file:/var/log/messages'],
  [true, false, undefined, true, 'kernel'],
  [false, true, undefined, true, 'kernel'],
  [false, false, undefined, true, 'kernel'],
  [false, false, undefined, false, 'journal'],
])(
  'journalctl %s, a journal %s, a file of syslog %s, a kernel’s log %s: %s',
  (hasJournalTool, hasJournal, syslogFile, hasKernelLog, source) => {
    expect(
      chooseDefaultSource({ platform: 'linux', hasJournalTool, hasJournal, syslogFile, hasKernelLog }),
    ).toBe(source);
  },
);

it('macOS and Windows have one log each, whatever else is there', () => {
  const logs = { hasJournalTool: true, hasJournal: true, syslogFile: '/var/log/syslog', hasKernelLog: true };
  expect(chooseDefaultSource({ platform: 'darwin', ...logs })).toBe('macos');
  expect(chooseDefaultSource({ platform: 'win32', ...logs })).toBe('windows');
});

it('this machine has one that can be read', () => {
  expect(defaultSources().map((source) => parseSourceSpec(source).target.kind)).toEqual([
    expect.stringMatching(/^(?:journal|kernel|text-log)$/),
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
