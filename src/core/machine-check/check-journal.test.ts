import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildJournal } from '../../../test/journal/build-journal.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { userName } from '../listener/user-name.ts';
import type { JournalAtHand } from './check-journal.ts';
import { checkJournal } from './check-journal.ts';

const CLOSED = [join(import.meta.dirname, '../../../e2e/doubles/no-permission/journalctl')];
const OWN_ENTRIES = [join(import.meta.dirname, '../../../test/doubles/journalctl-own-entries.sh')];

function check(at: JournalAtHand): ReturnType<typeof checkJournal> {
  return checkJournal(new AbortController().signal, { platform: 'linux', isKept: true, ...at });
}

it('one that this user may read is named with the version of its tool', async () => {
  const folder = temporaryFolder();
  await buildJournal(folder, { count: 1 });
  const { access, finding, remedy } = await check({ command: ['journalctl', `--directory=${folder}`] });
  expect([access, remedy]).toEqual(['all', null]);
  expect(finding).toMatch(/may read the entries of the system and of all users \(systemd \d/);
  expect(finding).toContain(userName());
});

it('of one that is closed, all or a part is missing, and the command that opens it is told', async () => {
  expect(await check({ command: CLOSED })).toEqual({
    name: 'Journal',
    source: 'journal',
    access: 'none',
    finding: 'No permission to read the journal.',
    remedy: 'sudo usermod -aG systemd-journal "$USER", then log out and in again',
  });
  expect(await check({ command: OWN_ENTRIES })).toMatchObject({
    access: 'part',
    finding: expect.stringContaining('of the system and of other users are missing') as unknown,
    remedy: expect.stringContaining('usermod -aG systemd-journal') as unknown,
  });
});

it('one without an entry is empty where a journal is kept, and else is not there', async () => {
  const command = ['journalctl', `--directory=${temporaryFolder()}`];
  expect(await check({ command })).toMatchObject({
    access: 'none',
    remedy: expect.stringContaining('systemctl status systemd-journald') as unknown,
  });
  expect(await check({ command, isKept: false })).toMatchObject({ access: 'absent', remedy: null });
});

it('without journalctl it is not there, unless one is kept', async () => {
  const command = ['/no/such/journalctl'];
  expect(await check({ command, isKept: false })).toMatchObject({ access: 'absent', remedy: null });
  expect(await check({ command })).toMatchObject({
    access: 'none',
    finding: 'There is no program journalctl on this system.',
    remedy: expect.stringContaining('Install the package systemd') as unknown,
  });
});

it('what else journalctl complains of is told in its words', async () => {
  const command = ['sh', '-c', 'echo "Failed to open: nonsense" >&2; [ "$0" = --version ]'];
  expect(await check({ command })).toMatchObject({
    access: 'none',
    finding: expect.stringContaining('nonsense') as unknown,
  });
});

it('is looked for on Linux only', async () => {
  expect(await check({ platform: 'win32' })).toMatchObject({ access: 'absent', remedy: null });
});
