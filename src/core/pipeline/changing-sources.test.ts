import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ChangingLogs } from '../../../test/core/changing-logs.ts';

const LOGS = 3;
const index = fc.nat(LOGS - 1);
const step = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('write' as const), index }), weight: 3 },
  fc.record({ kind: fc.constantFrom('add' as const, 'pause', 'resume', 'remove'), index }),
  fc.record({ kind: fc.constant('start-anew' as const), index }),
  // The next change comes in the middle of what is stored.
  fc.record({ kind: fc.constant('write-and-see' as const), index }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const PAUSED_BETWEEN: Step[] = [
  { kind: 'add', index: 0 },
  { kind: 'write-and-see', index: 0 },
  { kind: 'pause', index: 0 },
  { kind: 'write', index: 0 },
];
const REMOVED_BETWEEN: Step[] = [
  { kind: 'write', index: 1 },
  { kind: 'add', index: 1 },
  { kind: 'write', index: 2 },
  { kind: 'add', index: 2 },
  { kind: 'write-and-see', index: 1 },
  { kind: 'remove', index: 1 },
  { kind: 'start-anew', index: 0 },
];

async function take(logs: ChangingLogs, { kind, index: at }: Step): Promise<void> {
  switch (kind) {
    case 'write':
      logs.write(at);
      break;
    case 'write-and-see': {
      const before = logs.lab.count('entries');
      logs.write(at);
      if (logs.isListenedTo(at)) await logs.lab.untilStored(before + 1);
      break;
    }
    case 'start-anew':
      await logs.startAnew();
      break;
    default: {
      const wasCaptured = logs.isCaptured(at);
      const refusal = await logs.change(kind, at);
      const makesSense = kind === 'add' ? !wasCaptured : wasCaptured;
      expect(refusal).toBe(makesSense ? undefined : kind === 'add' ? 'source.exists' : 'source.not-found');
    }
  }
}

it('whatever is added, paused, resumed and removed, in whatever order: every entry is stored once, in its order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const logs = new ChangingLogs(LOGS);
      try {
        for (const each of steps) {
          await take(logs, each);
          // What is in flight is received and not stored yet, and nothing is stored that was not received.
          expect(logs.accounts().every(({ notStored }) => notStored >= 0)).toBe(true);
        }
        for (const at of logs.specs.keys()) {
          if (!logs.isCaptured(at)) await logs.change('add', at);
          await logs.change('resume', at);
          // What is read again comes before it.
          logs.write(at);
        }
        const all = logs.written.reduce((sum, messages) => sum + messages.length, 0);
        await logs.lab.untilStored(all);
        expect(logs.specs.map((spec) => logs.lab.messagesOf(spec))).toEqual(logs.written);
        expect(logs.lab.count('entries')).toBe(all);
        expect([logs.lab.count('quarantine'), logs.lab.count('gaps')]).toEqual([0, 0]);
        const received = logs.written.map(({ length }) => ({ received: length, notStored: 0 }));
        expect(logs.accounts().toSorted((a, b) => a.received - b.received)).toEqual(
          received.toSorted((a, b) => a.received - b.received),
        );
        expect(logs.duplicates()).toBe(0);
      } finally {
        await logs.lab[Symbol.asyncDispose]();
      }
    }),
    { numRuns: 6, examples: [[PAUSED_BETWEEN], [REMOVED_BETWEEN]] },
  );
}, 180_000);
