import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testRedactor } from '../../../../test/exports/marked-redaction.ts';
import { Pseudonyms } from './pseudonyms.ts';

const KEY = Buffer.from('a key of exactly thirty-two byte');

describe('pseudonyms', () => {
  it('are the first ten five-bit symbols of an HMAC-SHA-256', () => {
    const digest = createHmac('sha256', KEY).update(Buffer.from('ip\u000010.0.0.1', 'utf16le')).digest();
    const symbols = [...digest.subarray(0, 10)].map((byte) => '0123456789abcdefghjkmnpqrstvwxyz'[byte % 32]);
    expect(new Pseudonyms(KEY).of('ip', '10.0.0.1')).toBe(`ip-${symbols.join('')}`);
  });

  it('never change, because exports that were made stay comparable with those to come', () => {
    const pseudonyms = new Pseudonyms(KEY);
    expect(pseudonyms.of('user', 'alice')).toBe('user-zf8n6a4b4x');
    expect(pseudonyms.of('ip', '10.0.0.1')).toBe('ip-aaewrp9qpd');
    expect(pseudonyms.of('token', 'hunter2')).toBe('token-rkxbs2t3tj');
  });

  it('differ by what they stand for, and by key', () => {
    const pseudonyms = new Pseudonyms(KEY);
    expect(pseudonyms.of('user', 'x').slice(-10)).not.toBe(pseudonyms.of('token', 'x').slice(-10));
    expect(pseudonyms.of('user', 'x')).not.toBe(new Pseudonyms(randomBytes(32)).of('user', 'x'));
    expect(pseudonyms.of('token', '\udc80')).not.toBe(pseudonyms.of('token', '\udc81'));
  });

  it('are all different for a hundred thousand addresses', () => {
    const pseudonyms = new Pseudonyms(KEY);
    const all = new Set<string>();
    for (let address = 0; address < 100_000; address += 1)
      all.add(pseudonyms.of('ip', `10.${String(address)}`));
    expect(all.size).toBe(100_000);
  });

  it('stay, also where one hides in the end of what looks like another', () => {
    const redactor = testRedactor(['users', 'macs'], { people: ['mac', 'sid', 'user-0123456'] });
    for (const text of [
      'sid-0123456789',
      'xuser-0123456mac-0123456789',
      'enxmac-0123456789 user=user-abcdefghjk',
    ]) {
      expect(redactor.redactText(text)).toBe(text);
    }
  });
});
