import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { REDACTION_KINDS } from '#contract/redaction.ts';
import { BETWEEN, BEGINNINGS, PIECES } from '../../../../test/exports/log-text.ts';
import { testRedactor } from '../../../../test/exports/marked-redaction.ts';
import { CountingMatcher } from '../../../../test/exports/regex-steps.ts';

const PEOPLE = ['alice', 'bob', 'anna-lena'];
const MATCHERS = new Map<string, CountingMatcher>();
/** The original, which the spy below takes the place of. */
const originalExec = Reflect.get<RegExp, 'exec'>(RegExp.prototype, 'exec');

let steps = 0;
let isCounting = false;

/** Does what the pattern does, and counts what it takes; both must find the same. */
function countedExec(this: RegExp, text: string): RegExpExecArray | null {
  if (!isCounting) return originalExec.call(this, text);
  // What the matcher itself uses must not be counted.
  isCounting = false;
  try {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = originalExec.call(this, text);
    const key = String(this);
    const matcher = MATCHERS.get(key) ?? new CountingMatcher(this);
    MATCHERS.set(key, matcher);
    matcher.steps = 0;
    const counted = from > text.length ? undefined : matcher.search(text, from);
    steps += matcher.steps;
    if (
      counted?.start !== found?.index ||
      (found !== null && counted?.end !== found.index + found[0].length)
    ) {
      throw new Error(`the counting matcher does not understand ${key}`);
    }
    return found;
  } finally {
    isCounting = true;
  }
}

const redactor = testRedactor(REDACTION_KINDS, { people: PEOPLE });

function stepsFor(text: string): number {
  steps = 0;
  isCounting = true;
  redactor.redactText(text);
  isCounting = false;
  return steps;
}

function repeat(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length));
}

describe('redaction takes time in proportion to the text', () => {
  beforeEach(() => {
    vi.spyOn(RegExp.prototype, 'exec').mockImplementation(countedExec);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const alone = [...new Set<string>([...PIECES, ...BETWEEN.filter((text) => text !== ''), ...BEGINNINGS])];

  it.each(alone.map((piece) => [piece]))('counted in steps, for %j again and again', (piece) => {
    const [once, twice] = [stepsFor(repeat(piece, 1500)), stepsFor(repeat(piece, 3000))];
    expect(twice).toBeLessThan(3 * once + 2000);
  });

  it('counted in steps, for any few of them again and again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alone), { minLength: 2, maxLength: 4 }), (pieces) => {
        const piece = pieces.join('');
        const [once, twice] = [stepsFor(repeat(piece, 1200)), stepsFor(repeat(piece, 2400))];
        expect(twice).toBeLessThan(3 * once + 2000);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a message of a megabyte', () => {
  /** Twenty times what the slowest takes; a quadratic pattern takes hours. */
  const MOST_CPU_MS = 20_000;

  it('is redacted in a second or so, whatever it repeats', () => {
    for (const piece of ['uid=', 'a@b.cc ', '-eyJaaaaaaaa.', 'password=a,']) {
      const before = process.cpuUsage();
      redactor.redactText(repeat(piece, 1_000_000));
      const { user, system } = process.cpuUsage(before);
      expect({ piece, isInTime: (user + system) / 1000 < MOST_CPU_MS }).toEqual({ piece, isInTime: true });
    }
  });
});
