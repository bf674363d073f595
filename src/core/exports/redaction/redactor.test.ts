import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RedactionKind } from '#contract/redaction.ts';
import { REDACTION_KINDS } from '#contract/redaction.ts';
import { logText } from '../../../../test/exports/log-text.ts';
import { TEST_KEY, testRedactor } from '../../../../test/exports/marked-redaction.ts';
import { bytesOfText } from './byte-text.ts';
import { Redactor } from './redactor.ts';
import type { Replacement } from './text-redaction.ts';

const PEOPLE = ['alice', 'bob', 'anna-lena'];
const RUNS = 3000;

const someKinds = fc.subarray([...REDACTION_KINDS], { minLength: 1 });

function redactorOf(kinds: readonly RedactionKind[]): Redactor {
  return testRedactor(kinds, { people: PEOPLE });
}

/** What was replaced, and the text around it. */
function redactWatched(redactor: Redactor, text: string): { redacted: string; replacements: Replacement[] } {
  const replacements: Replacement[] = [];
  const listening = redactor.onReplaced((replacement) => replacements.push(replacement));
  const redacted = redactor.redactText(text);
  listening[Symbol.dispose]();
  return { redacted, replacements };
}

/** The text without the pieces, each looked for behind the one before. */
function without(text: string, pieces: readonly string[]): string[] {
  const rest: string[] = [];
  let from = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    if (at === -1) throw new Error(`${JSON.stringify(piece)} is not in ${JSON.stringify(text)}`);
    rest.push(text.slice(from, at));
    from = at + piece.length;
  }
  return [...rest, text.slice(from)];
}

describe('a redactor', () => {
  it('leaves what is redacted as it is', () => {
    fc.assert(
      fc.property(logText, someKinds, (text, kinds) => {
        const once = redactorOf(kinds).redactText(text);
        const again = redactorOf(kinds);
        expect(again.redactText(once)).toBe(once);
        expect(Object.values(again.counts).every((count) => count === 0)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('changes nothing but what it replaces, and counts that', () => {
    fc.assert(
      fc.property(logText, someKinds, (text, kinds) => {
        const redactor = redactorOf(kinds);
        const { redacted, replacements } = redactWatched(redactor, text);
        const pseudonyms = replacements.map(({ pseudonym }) => pseudonym);
        // The pseudonyms tell where the text is cut; what is between them must be the original's.
        const around = without(redacted, pseudonyms);
        let rebuilt = around[0] ?? '';
        for (const [index, { text: piece }] of replacements.entries())
          rebuilt += piece + (around[index + 1] ?? '');
        expect(rebuilt).toBe(text);
        for (const kind of kinds) {
          expect(redactor.counts[kind]).toBe(replacements.filter((one) => one.kind === kind).length);
        }
        expect(Object.keys(redactor.counts).toSorted()).toEqual([...kinds].toSorted());
      }),
      { numRuns: RUNS },
    );
  });

  it('gives the same text the same result, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(logText, { maxLength: 4 }), logText, (before, text) => {
        const used = redactorOf(REDACTION_KINDS);
        for (const other of before) used.redactText(other);
        expect(used.redactText(text)).toBe(redactorOf(REDACTION_KINDS).redactText(text));
      }),
    );
  });

  it('gives other pseudonyms under another key, in the same places', () => {
    const otherKey = Buffer.alloc(32, 1);
    fc.assert(
      fc.property(logText, (text) => {
        const one = redactWatched(redactorOf(REDACTION_KINDS), text);
        const other = redactWatched(
          new Redactor({ kinds: REDACTION_KINDS, key: otherKey, people: PEOPLE }),
          text,
        );
        expect(other.replacements.map((piece) => piece.text)).toEqual(
          one.replacements.map((piece) => piece.text),
        );
        for (const [index, { pseudonym }] of one.replacements.entries()) {
          expect(other.replacements[index]?.pseudonym).not.toBe(pseudonym);
        }
      }),
    );
  });

  it('writes pseudonyms that are no formula, need no quotes and stay short', () => {
    fc.assert(
      fc.property(logText, (text) => {
        for (const { pseudonym } of redactWatched(redactorOf(REDACTION_KINDS), text).replacements) {
          expect(pseudonym).toMatch(/^(?:user|ip|mac|mail|sid|token)-[0-9a-z]{10}$/);
        }
      }),
    );
  });

  it('leaves bytes that are no UTF-8 where they are, and finds what stands between them', () => {
    const bytes = fc
      .array(
        fc.oneof(
          logText.map((text) => Buffer.from(text)),
          fc.uint8Array({ maxLength: 4 }),
          fc.constant(Buffer.from([0xff])),
        ),
        {
          maxLength: 6,
        },
      )
      .map((parts) => Buffer.concat(parts));
    fc.assert(
      fc.property(bytes, (value) => {
        const redactor = redactorOf(REDACTION_KINDS);
        const pieces: Replacement[] = [];
        redactor.onReplaced((replacement) => pieces.push(replacement));
        const redacted = redactor.redactBytes(value);
        const around = without(
          redacted.toString('latin1'),
          pieces.map(({ pseudonym }) => pseudonym),
        );
        let rebuilt = around[0] ?? '';
        for (const [index, { text }] of pieces.entries()) {
          rebuilt += bytesOfText(text).toString('latin1') + (around[index + 1] ?? '');
        }
        expect(rebuilt).toBe(value.toString('latin1'));
      }),
      { numRuns: RUNS },
    );
    const line = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(' from 10.0.0.1 '),
      Buffer.from([0xc3]),
    ]);
    const redacted = redactorOf(['ips']).redactBytes(line);
    expect(redacted).toEqual(
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(` from ${redactorOf(['ips']).redactText('10.0.0.1')} `),
        Buffer.from([0xc3]),
      ]),
    );
  });

  it('gives back the very bytes where there is nothing to replace', () => {
    const bytes = Buffer.from([0xff, 0x41, 0xfe]);
    expect(redactorOf(REDACTION_KINDS).redactBytes(bytes)).toBe(bytes);
  });

  it('takes a value of one kind as a whole, where that kind is asked for', () => {
    const redactor = redactorOf(['users']);
    const match = { kind: 'users', prefix: 'user', canonical: 'eve' } as const;
    const pseudonym = redactor.redactWhole('eve', match);
    expect(pseudonym).toBe(redactor.redactText('user=eve').slice('user='.length));
    expect(redactor.redactWhole(pseudonym, match)).toBe(pseudonym);
    expect(redactor.redactWhole('', match)).toBe('');
    expect(redactorOf(['ips']).redactWhole('eve', match)).toBe('eve');
    expect(redactor.counts).toEqual({ users: 2 });
  });

  it('refuses a key of another size', () => {
    expect(() => new Redactor({ kinds: ['ips'], key: TEST_KEY.subarray(1), people: [] })).toThrow(RangeError);
  });
});
