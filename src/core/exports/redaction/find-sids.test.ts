import { describe, expect, it } from 'vitest';
import { markReplaced, testRedactor, withoutMarks } from '../../../../test/exports/marked-redaction.ts';

const redactor = testRedactor(['sids']);

describe('Windows security identifiers', () => {
  it.each([
    'Security ID:\t\t‹S-1-5-21-3623811015-3361044348-30300820-1013›',
    'HKU\\‹S-1-5-21-3623811015-3361044348-30300820-1013›_Classes',
    'domain ‹S-1-5-21-3623811015-3361044348-30300820›,',
    'Entra ‹S-1-12-1-1111111111-1222222222-3333333333-4444444444›',
    'Microsoft account ‹s-1-11-96-3623454863-58364-18864-2661722203-1597581903-1001›',
  ])('of accounts are found: %s', (line) => {
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'S-1-5-18, S-1-5-19, S-1-1-0, S-1-5-32-544, S-1-5-5-0-123456',
    'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
    'S-1-15-2-1 and S-1-16-12288',
    'S-1-5-21-0-0-0-497',
    'XS-1-5-21-3623811015-3361044348-30300820-1013',
  ])('of everybody stay: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });

  it('have one pseudonym in both cases', () => {
    expect(redactor.redactText('s-1-5-21-1-2-3-4')).toBe(redactor.redactText('S-1-5-21-1-2-3-4'));
  });
});
