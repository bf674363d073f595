import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { parseQuery } from './parse-query.ts';
import type { QueryNode } from './query-node.ts';

const NOW_UNIX_US = Date.UTC(2026, 10, 22, 12, 0, 0) * 1000;

function parse(text: string): QueryNode | null {
  return parseQuery(text, NOW_UNIX_US);
}

function failure(text: string): AppError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error(`"${text}" was expected to be refused`);
}

/** The stretch of the text that the error points at, and its message. */
function complaint(text: string): { at: string; message: string; position: unknown } {
  const error = failure(text);
  expect(error.code).toBe('query.invalid');
  const { position, length } = error.detail as { position: number; length: number };
  return { at: text.slice(position, position + length), message: error.message, position };
}

/** vitest's matchers are of type any; here they stand where a text or a list is compared. */
const containing = (text: string) => expect.stringContaining(text) as string;
const containingAll = (...items: string[]) => expect.arrayContaining(items) as string[];

const word = (text: string): QueryNode => ({ kind: 'word', text });

describe('words, phrases and their combinations', () => {
  it('takes a blank text as no restriction', () => {
    expect(parse('')).toBeNull();
    expect(parse(' \t\n\u3000')).toBeNull();
  });

  it('joins neighbours by AND, which binds tighter than OR', () => {
    expect(parse('a b OR c AND d')).toEqual({
      kind: 'or',
      children: [
        { kind: 'and', children: [word('a'), word('b')] },
        { kind: 'and', children: [word('c'), word('d')] },
      ],
    });
  });

  it('lets brackets bind tighter than anything', () => {
    expect(parse('a (b OR c)')).toEqual({
      kind: 'and',
      children: [word('a'), { kind: 'or', children: [word('b'), word('c')] }],
    });
  });

  it('flattens brackets that change nothing', () => {
    expect(parse('(a (b c)) d')).toEqual({ kind: 'and', children: ['a', 'b', 'c', 'd'].map(word) });
  });

  it('excludes a word, a phrase, a field, a regular expression or a bracket by a hyphen', () => {
    expect(parse('-a')).toEqual({ kind: 'not', child: word('a') });
    expect(parse('-"a b"')).toEqual({ kind: 'not', child: { kind: 'phrase', text: 'a b' } });
    expect(parse('-/a/')).toEqual({ kind: 'not', child: { kind: 'regex', source: 'a', flags: '' } });
    expect(parse('-severity:debug')).toEqual({
      kind: 'not',
      child: { kind: 'severities', severities: [7] },
    });
    expect(parse('-(a OR b)')).toEqual({
      kind: 'not',
      child: { kind: 'or', children: [word('a'), word('b')] },
    });
  });

  it('takes NOT, AND and OR as words when they are in small letters', () => {
    expect(parse('not a or b')).toEqual({ kind: 'and', children: ['not', 'a', 'or', 'b'].map(word) });
    expect(parse('NOT a')).toEqual({ kind: 'not', child: word('a') });
  });

  it('keeps hyphens and punctuation inside words', () => {
    expect(parse('systemd-logind sshd[812]: 12:34')).toEqual({
      kind: 'and',
      children: [word('systemd-logind'), word('sshd[812]:'), word('12:34')],
    });
  });

  it('reads a phrase with quotation marks, backslashes and stars in it', () => {
    expect(parse(String.raw`"say \"hi\" to C:\\ and C:\Users ** \*"`)).toEqual({
      kind: 'phrase',
      text: String.raw`say "hi" to C:\ and C:\Users ** *`,
    });
  });
});

describe('regular expressions', () => {
  it('end at the first slash that is neither escaped nor in a class', () => {
    expect(parse(String.raw`/a\/b[/]c d/i`)).toEqual({
      kind: 'regex',
      source: String.raw`a\/b[/]c d`,
      flags: 'i',
    });
  });

  it('are refused where they are wrong', () => {
    expect(complaint('x /(/')).toMatchObject({
      at: '/(/',
      message: containing('Unterminated group'),
    });
    expect(complaint('/usr/bin')).toMatchObject({
      at: 'bin',
      message: containing('put it in quotes'),
    });
    expect(complaint('/a/g')).toMatchObject({ at: 'g' });
    expect(complaint('/tmp')).toMatchObject({ at: '/tmp' });
    expect(complaint('//')).toMatchObject({ at: '//' });
  });
});

describe('severity', () => {
  it('takes a list as exactly these and a plus as this and worse', () => {
    expect(parse('severity:warning,err,4')).toEqual({ kind: 'severities', severities: [3, 4] });
    expect(parse('severity:warning+')).toEqual({ kind: 'severities', severities: [0, 1, 2, 3, 4] });
    expect(parse('severity:"error"')).toEqual({ kind: 'severities', severities: [3] });
  });

  it('compares by how bad it is, so that >= means at least as severe', () => {
    expect(parse('severity>=warning')).toEqual({ kind: 'severities', severities: [0, 1, 2, 3, 4] });
    expect(parse('severity>warning')).toEqual({ kind: 'severities', severities: [0, 1, 2, 3] });
    expect(parse('severity<=notice')).toEqual({ kind: 'severities', severities: [5, 6, 7] });
    expect(parse('severity<notice')).toEqual({ kind: 'severities', severities: [6, 7] });
    expect(parse('severity>emergency')).toEqual({ kind: 'severities', severities: [] });
    expect(parse('severity!=info')).toEqual({ kind: 'not', child: { kind: 'severities', severities: [6] } });
  });

  it('names what there is when asked for another', () => {
    expect(complaint('a severity:error,eror')).toEqual({
      at: 'eror',
      position: 17,
      message:
        'There is no severity "eror". Use one of emergency, alert, critical, error, warning, notice, info, debug.',
    });
    expect(failure('severity:eror').detail).toMatchObject({ expected: containingAll('error') });
    expect(complaint('severity>=error,info')).toMatchObject({ at: 'info' });
  });
});

describe('fields', () => {
  it('compare whole values, with stars as wildcards', () => {
    expect(parse('unit:ssh.service')).toEqual({
      kind: 'field',
      field: 'unit',
      match: { kind: 'equals', value: 'ssh.service' },
    });
    expect(parse('Unit:ssh**')).toEqual({
      kind: 'field',
      field: 'unit',
      match: { kind: 'wildcard', pattern: 'ssh*' },
    });
    expect(parse(String.raw`message:"\*\\ a*"`)).toEqual({
      kind: 'field',
      field: 'message',
      match: { kind: 'wildcard', pattern: String.raw`\*\\ a*` },
    });
    expect(parse(String.raw`unit:dev-disk-by\x2duuid`)).toMatchObject({
      match: { value: String.raw`dev-disk-by\x2duuid` },
    });
    expect(parse('unit:""')).toMatchObject({ match: { kind: 'equals', value: '' } });
  });

  it('take lists, in which any one is enough', () => {
    const host = (value: string) => ({ kind: 'field', field: 'host', match: { kind: 'equals', value } });
    expect(parse('host:a,"b,c"')).toEqual({ kind: 'or', children: [host('a'), host('b,c')] });
    expect(parse('host!=a,b')).toEqual({
      kind: 'not',
      child: { kind: 'or', children: [host('a'), host('b')] },
    });
  });

  it('are raw fields when written in capitals or after "raw."', () => {
    const match = { kind: 'equals', value: 'a' };
    expect(parse('_SYSTEMD_UNIT:a')).toEqual({ kind: 'field', field: { raw: '_SYSTEMD_UNIT' }, match });
    expect(parse('MESSAGE=a')).toEqual({ kind: 'field', field: { raw: 'MESSAGE' }, match });
    expect(parse('raw.sub-system:a')).toEqual({ kind: 'field', field: { raw: 'sub-system' }, match });
  });

  it('read boot ids in both usual spellings', () => {
    expect(parse('boot:0B6C1E2D-0000-4000-8000-0123456789AB')).toMatchObject({
      match: { value: '0b6c1e2d0000400080000123456789ab' },
    });
  });

  it('ask for bookmarks and for what is noted with them', () => {
    expect(parse('Is:Bookmarked')).toEqual({ kind: 'bookmarked' });
    expect(parse('is!=bookmarked')).toEqual({ kind: 'not', child: { kind: 'bookmarked' } });
    expect(parse('note:"*disk*"')).toEqual({
      kind: 'field',
      field: 'note',
      match: { kind: 'wildcard', pattern: '*disk*' },
    });
    expect(complaint('a is:read')).toMatchObject({ at: 'read', message: containing('is:bookmarked') });
    expect(complaint('is>bookmarked')).toMatchObject({ at: 'is' });
  });

  it('compare pids as numbers', () => {
    expect(parse('pid>100')).toEqual({ kind: 'pid', operator: '>', value: 100 });
    expect(parse('pid<=5')).toEqual({ kind: 'pid', operator: '<=', value: 5 });
    expect(parse('pid=1,2')).toEqual({
      kind: 'or',
      children: [
        { kind: 'pid', operator: '=', value: 1 },
        { kind: 'pid', operator: '=', value: 2 },
      ],
    });
    expect(parse('pid!=7')).toEqual({ kind: 'not', child: { kind: 'pid', operator: '=', value: 7 } });
    expect(parse('id:5,9')).toEqual({
      kind: 'or',
      children: [
        { kind: 'id', operator: '=', value: 5 },
        { kind: 'id', operator: '=', value: 9 },
      ],
    });
    expect(parse('Id>=5')).toEqual({ kind: 'id', operator: '>=', value: 5 });
    expect(complaint('id:five')).toMatchObject({ at: 'five', message: containing('An id is') });
    expect(complaint('pid>x1')).toMatchObject({ at: 'x1' });
    expect(complaint('pid:-1')).toMatchObject({ at: '-1' });
  });

  it('are refused where they do not exist or have no value', () => {
    expect(complaint('a http://x')).toMatchObject({
      at: 'http',
      message: containing('To look for this text put it in quotes.'),
    });
    expect(complaint('constructor:x')).toMatchObject({ at: 'constructor' });
    expect(complaint('unit: ssh')).toMatchObject({ at: '', position: 5 });
    expect(complaint('unit:a, b')).toMatchObject({ at: '', position: 7 });
    expect(complaint('unit>5')).toMatchObject({ at: 'unit' });
  });
});

describe('times', () => {
  it('limit from below, inclusive, and from above, exclusive', () => {
    expect(parse('after:"2h ago"')).toEqual({ kind: 'time', from: NOW_UNIX_US - 7_200_000_000 });
    expect(parse('before:@1795339501.5')).toEqual({ kind: 'time', until: 1_795_339_501_500_000 });
  });

  it('are refused where they are none', () => {
    expect(complaint('after:noon')).toMatchObject({ at: 'noon' });
    expect(complaint('after:06:00,07:00')).toMatchObject({ at: '07:00' });
    expect(complaint('after!=06:00')).toMatchObject({ at: 'after' });
  });
});

describe('mistakes of form are shown at their place', () => {
  it.each([
    ['a OR', '', 'after OR'],
    ['AND a', 'AND', 'before AND'],
    ['a AND OR b', 'OR', 'before OR'],
    ['NOT', '', 'after NOT'],
    ['a -', '-', 'excludes'],
    ['--verbose', '-', 'excludes'],
    ['(a OR b', '(', 'never closed'],
    ['a)', ')', 'closes none'],
    [')', ')', 'closes none'],
    ['a ()', '()', 'nothing between'],
    ['"a', '"a', 'never closed'],
    ['a ""', '""', 'no text'],
  ])('%s', (text, at, message) => {
    expect(complaint(text)).toMatchObject({ at, message: containing(message) });
  });

  it('refuses nesting and lengths that would exhaust what comes after', () => {
    expect(complaint('('.repeat(200))).toMatchObject({ message: containing('deeper than 50') });
    expect(complaint('NOT '.repeat(200))).toMatchObject({
      message: containing('deeper than 50'),
    });
    expect(complaint('a '.repeat(501))).toMatchObject({ message: containing('501 conditions') });
    expect(complaint(`pid:${'1,'.repeat(600)}1`)).toMatchObject({ message: containing('601') });
  });
});
