import { describe, expect, it } from 'vitest';
import { markReplaced, testRedactor, withoutMarks } from '../../../../../test/exports/marked-redaction.ts';

const redactor = testRedactor(['users'], {
  people: [
    'alice',
    'anna',
    'anna-lena',
    'j.doe',
    'jo',
    'mark',
    'test',
    'ubuntu',
    'Bob',
    'örjan',
    'root',
    'x2',
  ],
});

describe('names of known people', () => {
  it.each([
    'chown ‹alice›:‹alice› /srv/‹alice›.txt',
    'backup-‹alice›.service, dev_‹alice›_db, ‹alice›-laptop, app@‹alice›.timer',
    '‹anna-lena› and ‹anna› and ‹anna›-maria',
    'mailbox of ‹j.doe›, j-doe, jdoe',
    '‹Bob› but not bob',
    '‹örjan› and filörjan',
    "‹alice›'s file, (‹alice›), <‹alice›>, ‹alice›@web-1",
    String.raw`line\n‹alice›\ttab, dev-x\x2d‹alice›.device, q=%2F‹alice›`,
    '\u001b[31m‹alice›\u001b[0m',
    '用户‹alice›登录',
  ])('are found as whole words: %s', (line) => {
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'alices malice alice2 Alice ALICE aliceß',
    'jo x2 mark test ubuntu root: too short, a word, a program',
    'savanna, susanna',
  ])('and not within words, in another case, or where they are words: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });

  it('that are short or words are found where the text says that they are users', () => {
    const line = 'session opened for user ‹mark›(uid=1003) by ‹jo›(uid=1004)';
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it('have no case on Windows, and one pseudonym', () => {
    const windows = testRedactor(['users'], { people: ['Alice', 'bob'], ignoresCase: true });
    expect(markReplaced(windows, 'alice ALICE Alice aLICE BOB')).toBe(
      '‹alice› ‹ALICE› ‹Alice› ‹aLICE› ‹BOB›',
    );
    expect(windows.redactText('alice')).toBe(windows.redactText('ALICE'));
  });

  it('may be many', () => {
    const people = Array.from({ length: 5000 }, (_, index) => `person${String(index)}`);
    const many = testRedactor(['users'], { people });
    expect(markReplaced(many, 'a person4999 b person5000 person49')).toBe(
      'a ‹person4999› b person5000 ‹person49›',
    );
  });
});
