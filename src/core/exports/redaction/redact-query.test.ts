import { describe, expect, it } from 'vitest';
import { entryQuerySchema } from '#contract/query.ts';
import { REDACTION_KINDS } from '#contract/redaction.ts';
import { testRedactor } from '../../../../test/exports/marked-redaction.ts';
import { parseQuery } from '../../queries/query-language/parse-query.ts';
import { redactQuery } from './redact-query.ts';
import type { Redactor } from './redactor.ts';

/** One that has written a file with these people and places in it. */
function usedRedactor(): Redactor {
  const redactor = testRedactor(REDACTION_KINDS, { people: ['alice', 'mark'] });
  redactor.redactText('Accepted password for robert from 203.0.113.7 port 22');
  redactor.redactText('mail from carol@example.com, password=hunter2hunter2');
  return redactor;
}

/** The query with each pseudonym as USER, IP and so on. */
function whereOf(where: string): string {
  const redacted = redactQuery({ where }, usedRedactor()).where ?? '';
  expect(() => parseQuery(redacted, 1_795_339_501_000_000)).not.toThrow();
  return redacted.replaceAll(/(user|ip|mac|mail|sid|token)-[0-9a-z]{10}/g, (_, prefix: string) =>
    prefix.toUpperCase(),
  );
}

describe('the query in the manifest of a redacted export', () => {
  it.each([
    ['alice', 'USER'],
    ['failed alice -debug', 'failed USER -debug'],
    ['"failed for alice"', '"failed for USER"'],
    ['"from 203.0.113.7" OR 10.0.0.5', '"from IP" OR IP'],
    [String.raw`/203\.0\.113\.7|robert/i`, '/IP|USER/i'],
    ['/disk (full|error)/i', '/disk (full|error)/i'],
    ['unit:home-alice.mount', 'unit:home-USER.mount'],
    ['unit:ssh,cron host:web-1 severity>=error', 'unit:ssh,cron host:web-1 severity>=error'],
    ['host:203.0.113.7', 'host:IP'],
    ['message:"*203.0.113.7*"', 'message:"*IP*"'],
    ['SUDO_USER:mark', 'SUDO_USER:"USER"'],
    ['SUDO_USER:root _UID:1000', 'SUDO_USER:root _UID:1000'],
    ['DB_PASSWORD:x1', 'DB_PASSWORD:"TOKEN"'],
    ['raw.TargetUserName:Bob', 'raw.TargetUserName:"USER"'],
    ['_CMDLINE:"*carol@example.com*"', '_CMDLINE:"*MAIL*"'],
    ['(alice OR bob) after:2h pid:812', '(USER OR bob) after:2h pid:812'],
    // Parts of what was replaced.
    ['robert', 'USER'],
    ['rober', 'USER'],
    ['alic', 'USER'],
    ['"203.0.113."', '"IP"'],
    ['example.com', 'MAIL'],
    ['hunter2hun', 'TOKEN'],
    ['_CMDLINE:*rober*', '_CMDLINE:*USER*'],
    // Words that are in something by chance.
    ['ali', 'USER'],
    ['al hun mark error 203', 'al hun mark error 203'],
  ])('%s', (where, expected) => {
    expect(whereOf(where)).toBe(expected);
  });

  it('has the pseudonyms of the files', () => {
    const redactor = usedRedactor();
    const user = redactor.redactText('alice');
    expect(redactQuery({ where: 'alice' }, redactor).where).toBe(user);
  });

  it('is clean in all its texts, still a query, and counts nothing', () => {
    const redactor = usedRedactor();
    const before = redactor.counts;
    const query = {
      where: 'alice',
      search: '"for alice" 203.0.113.7 disk',
      units: ['home-alice.mount', 'ssh.service'],
      identifiers: ['alice', 'sshd'],
      hosts: ['alice-laptop', '203.0.113.7', 'web-1'],
      severities: [3],
      sinceUnixUs: 5,
      sourceIds: [1],
    };
    const redacted = redactQuery(entryQuerySchema.parse(query), redactor);
    expect(JSON.stringify(redacted)).not.toMatch(/alice|203\.0/);
    expect(entryQuerySchema.parse(redacted)).toMatchObject({
      severities: [3],
      sinceUnixUs: 5,
      sourceIds: [1],
    });
    expect(redacted.units?.[1]).toBe('ssh.service');
    expect(redacted.identifiers?.[1]).toBe('sshd');
    expect(redacted.hosts?.[2]).toBe('web-1');
    expect(redactor.counts).toEqual(before);
  });

  it('stays as it is where nothing of it was asked to be hidden', () => {
    const redactor = testRedactor(['ips']);
    const query = { where: 'alice unit:home-alice.mount', search: 'carol@example.com', units: ['a'] };
    expect(redactQuery(query, redactor)).toEqual(query);
    expect(redactQuery({}, redactor)).toEqual({});
  });
});
