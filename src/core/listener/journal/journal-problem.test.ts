import { describe, expect, test } from 'vitest';
import type { JournalFailureKind } from './journal-problem.ts';
import { classifyJournalFailure } from './journal-problem.ts';
import type { RunOutcome } from '../tool-run.ts';

const DIED: RunOutcome = {
  exitCode: 1,
  signal: null,
  startError: null,
  complaint: '',
  outputBytes: 0,
  ranForMs: 5,
};

describe('stderr, as recorded from systemd 252, 257 and 262', () => {
  const recorded: [JournalFailureKind, string][] = [
    ['permission-denied', 'No journal files were opened due to insufficient permissions.'],
    ['permission-denied', 'Failed to open files: Permission denied'],
    ['not-found', 'Failed to open /var/log/nothing: No such file or directory'],
    ['not-found', 'Failed to open files: No such file or directory'],
    ['not-found', 'Failed to open notes.txt: Not a directory'],
    ['not-a-journal', 'Failed to open files: Bad message'],
    ['no-boot', 'Data from the specified boot (+0) is not available: No such boot ID in journal'],
    ['no-boot', 'No journal boot entry found for the specified boot (+0).'],
    ['unseekable', 'Failed to seek to cursor: Invalid argument'],
    ['died', 'Failed to iterate through journal: Bad message'],
    ['died', ''],
  ];
  test.each(recorded)('%s: %s', (kind, complaint) => {
    expect(classifyJournalFailure({ kind: 'system' }, { ...DIED, complaint }).kind).toBe(kind);
  });
});

test('a program that is not there is a missing tool, however it is started', () => {
  const notFound = Object.assign(new Error('spawn journalctl ENOENT'), { code: 'ENOENT' });
  const direct = classifyJournalFailure(
    { kind: 'system' },
    { ...DIED, exitCode: null, startError: notFound },
  );
  const throughAnother = classifyJournalFailure({ kind: 'system' }, { ...DIED, exitCode: 127 });
  expect([direct.kind, throughAnother.kind]).toEqual(['tool-missing', 'tool-missing']);
});

test('a death names its exit and the first lines of what the tool said', () => {
  const complaint = 'one\ntwo\nthree\nfour\nfive';
  const { problem } = classifyJournalFailure({ kind: 'directory', path: '/logs' }, { ...DIED, complaint });
  expect(problem.message).toBe(
    'journalctl ended (exit 1) while reading the journal in /logs: one; two; three (and 2 more)',
  );
});
