import { describe, expect, it } from 'vitest';
import { markReplaced, testRedactor, withoutMarks } from '../../../../../test/exports/marked-redaction.ts';

const redactor = testRedactor(['emails']);

describe('e-mail addresses', () => {
  it.each([
    'from=<‹alice@example.com›>, size=1234, nrcpt=1',
    'to=<‹bob.smith+lists@mail.example.co.uk›>, relay=none',
    'user=‹alice@example.com› rip=10.0.0.1',
    'mailto:‹alice@example.com›?subject=x',
    '"email":"‹Alice@Example.COM›"',
    'GET /verify?email=‹alice%40example.com›&t=1',
    'GET /verify?email%3D‹alice%2Bnews%40example.com›%26t',
    'from ‹alice@example.com›.',
    'contact ‹alice@example.com›, or "‹bob@example.org›"',
    "user 'alice' <‹alice@example.com›>: '‹o'brien@example.com›'",
    'bounce from <‹bounces+alice=example.com@lists.example.org›>',
    '<‹prvs=1234567890=alice@example.com›> and <‹SRS0=abcd=EF=example.com=alice@forward.example.org›>',
    '‹jürgen@bücher.example›, ‹иван@пример.испытание›',
    '联系‹alice@example.com›。',
    'orig_to=<‹alice@web-1›>',
    'kinit ‹alice@EXAMPLE.COM›',
    '‹123456@qq.com›',
    'SMTP <‹_alice@xn--bcher-kva.xn--p1ai›>',
  ])('are found: %s', (line) => {
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'user@1000.service, getty@tty1.service, foo@bar.baz.socket: Deactivated',
    'user-1000@0005f3c1.journal and system@0005f3c1-0001.journal',
    'npm: react@18.2.0, @types/node@24.0.0, left-pad@1.x',
    'icon@2x.png, app@v1.2.3/main.go, foo@bar.json',
    'alice@pts/0, alice@web-1, root@localhost, alice@10.0.0.1',
    'https://alice:secret@example.com/ and ssh://git@example.com/x',
    '@example.com, alice@, alice@.com, alice@example, a @ b.com',
    'Object@7f3a2b',
    'git@github.com:x/y.git, krbtgt/EXAMPLE.COM@EXAMPLE.COM, HTTP/web.example.com@EXAMPLE.COM',
    'libc@GLIBC_2.34',
  ])('and nothing else: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });

  it('have one pseudonym in all spellings', () => {
    const pseudonym = redactor.redactText('alice+x@example.com');
    expect(pseudonym).toMatch(/^mail-[0-9a-z]{10}$/);
    expect(redactor.redactText('Alice+X@EXAMPLE.com')).toBe(pseudonym);
    expect(redactor.redactText('alice%2Bx%40example.com')).toBe(pseudonym);
  });
});
