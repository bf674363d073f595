import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createErrorRule, newRuleMemory, spanOf, type RuleMemory, type RuleTrigger } from './error-rule.ts';

const MINUTE_US = 60_000_000;
const START_US = Date.UTC(2026, 10, 22, 9) * 1000;

function firstError(quietMinutes: number): RuleTrigger {
  return { kind: 'first-error', severity: 3, quietMinutes, settleSeconds: 10 };
}

function burst(errors: number, withinMinutes: number): RuleTrigger {
  return { kind: 'error-burst', severity: 3, errors, withinMinutes, settleSeconds: 10 };
}

function at(minute: number): number {
  return START_US + minute * MINUTE_US;
}

/** At which of these minutes a rule that was made long before fires. */
function firesAt(trigger: RuleTrigger, minutes: readonly number[]): number[] {
  const rule = createErrorRule(trigger, newRuleMemory(trigger, at(-1_000_000)));
  return minutes.filter((minute) => rule.judge(at(minute)));
}

describe('the first error after quiet', () => {
  it('is one that nothing comes before for so long', () => {
    expect(firesAt(firstError(30), [0, 1, 30, 60, 89, 119, 150])).toEqual([0, 60, 119, 150]);
  });

  it('is not one that was logged before others and came late', () => {
    expect(firesAt(firstError(30), [100, 20, 50, 130])).toEqual([100, 130]);
  });

  it('after the rule was made, counts the quiet from the last error before', () => {
    const trigger = firstError(30);
    const rule = createErrorRule(trigger, newRuleMemory(trigger, at(0)));
    expect(rule.recallsFromUnixUs).toBe(at(-30));
    rule.recall(at(-10));
    expect(rule.judge(at(15))).toBe(false);
    expect(rule.judge(at(45))).toBe(true);
  });

  it('is seen although a clock that was wrong logged one in the future', () => {
    const rule = createErrorRule(firstError(30), newRuleMemory(firstError(30), at(0)));
    expect(rule.judge(at(5_000_000))).toBe(true);
    rule.forgetAfter(at(10));
    expect(rule.judge(at(20))).toBe(false);
    expect(rule.judge(at(50))).toBe(true);
  });
});

describe('a burst of errors', () => {
  it('is so many within so long, and then none for as long', () => {
    expect(firesAt(burst(3, 10), [0, 5, 11, 12, 13, 14, 21, 22, 23])).toEqual([12, 22]);
    expect(firesAt(burst(3, 10), [0, 5, 10])).toEqual([10]);
  });

  it('counts an error that comes late where it was logged', () => {
    expect(firesAt(burst(3, 10), [0, 20, 19, 5, 18])).toEqual([18]);
    expect(firesAt(burst(2, 10), [100, 0, 1, 2, 3])).toEqual([]);
  });

  it('is seen although a clock that was wrong logged one in the future', () => {
    const rule = createErrorRule(burst(2, 10), newRuleMemory(burst(2, 10), at(0)));
    expect([rule.judge(at(9_000_000)), rule.judge(at(9_000_001))]).toEqual([false, true]);
    rule.forgetAfter(at(5));
    expect([rule.judge(at(14)), rule.judge(at(16))]).toEqual([false, true]);
  });

  it('of a million is counted without looking at each of them again', () => {
    const minutes = Array.from({ length: 1_500_000 }, (_, index) => index / 100_000);
    expect(firesAt(burst(1_000_000, 10), minutes)).toEqual([9.99999]);
  });
});

/** Which errors fire by the words of the contract, each looked at with all before it. */
function firesByDefinition(trigger: RuleTrigger, times: readonly number[]): boolean[] {
  const span = spanOf(trigger);
  let firedUs: number | undefined;
  return times.map((time, index) => {
    const before = times.slice(0, index);
    if (trigger.kind === 'first-error') return before.every((earlier) => time - earlier >= span);
    const newest = Math.max(time, ...before);
    const inSpan = [...before, time].filter((each) => newest - each <= span).length;
    const fires = inSpan >= trigger.errors && (firedUs === undefined || newest - firedUs >= span);
    if (fires) firedUs = newest;
    return fires;
  });
}

const triggers = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map(firstError),
  fc
    .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 40 }))
    .map(([errors, minutes]) => burst(errors, minutes)),
);
/** Mostly in order, some late. */
const errorTimes = fc
  .array(fc.tuple(fc.nat({ max: 20 }), fc.oneof(fc.constant(0), fc.nat({ max: 60 }))), { maxLength: 60 })
  .map((steps) => {
    let minute = 0;
    return steps.map(([step, late]) => {
      minute += step;
      return at(minute - late);
    });
  });

describe('any rule', () => {
  it('fires as its definition says', () => {
    fc.assert(
      fc.property(triggers, errorTimes, (trigger, times) => {
        const rule = createErrorRule(trigger, newRuleMemory(trigger, at(-1_000_000)));
        expect(times.map((time) => rule.judge(time))).toEqual(firesByDefinition(trigger, times));
      }),
      { numRuns: 500 },
    );
  });

  it('decides the same when it is begun anew after any entry', () => {
    fc.assert(
      fc.property(
        triggers,
        errorTimes,
        fc.array(fc.nat({ max: 60 }), { maxLength: 5 }),
        (trigger, times, restarts) => {
          let rule = createErrorRule(trigger, newRuleMemory(trigger, at(-1_000_000)));
          const decisions = times.map((time, index) => {
            if (restarts.includes(index)) {
              const memory = JSON.parse(JSON.stringify(rule.memory)) as RuleMemory;
              rule = createErrorRule(trigger, memory);
              // As the store gives them: all of that time or later that were judged before.
              for (const earlier of times.slice(0, index))
                if (earlier >= rule.recallsFromUnixUs) rule.recall(earlier);
            }
            return rule.judge(time);
          });
          expect(decisions).toEqual(firesByDefinition(trigger, times));
        },
      ),
      { numRuns: 500 },
    );
  });
});
