import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_OUTSTANDING_BYTES, SendingCredit } from './sending-credit.ts';

const HALF = MAX_OUTSTANDING_BYTES / 2;

describe('sending credit', () => {
  it('lets a listener send until the limit, and go on when half of it has arrived', () => {
    const credit = new SendingCredit();
    expect(credit.take(MAX_OUTSTANDING_BYTES - 1)).toBe(true);
    expect(credit.take(1)).toBe(false);
    expect(credit.give(HALF - 1)).toBe(false);
    expect(credit.give(1)).toBe(true);
    expect(credit.take(1)).toBe(true);
  });

  it('does not forget who waits when more is delivered below the limit', () => {
    const credit = new SendingCredit();
    credit.take(MAX_OUTSTANDING_BYTES);
    expect(credit.give(1024)).toBe(false);
    expect(credit.take(64), 'delivered by another connection').toBe(false);
    expect(credit.give(MAX_OUTSTANDING_BYTES - 1024 + 64)).toBe(true);
  });

  it('lets everyone who was told to wait go on, once, when all has arrived', () => {
    const step = fc.record({ isTaken: fc.boolean(), bytes: fc.integer({ min: 1, max: HALF }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const credit = new SendingCredit();
        let outstandingBytes = 0;
        let isWaiting = false;
        const give = (bytes: number): void => {
          outstandingBytes -= bytes;
          if (!credit.give(bytes)) return;
          expect(isWaiting, 'told to go on without having been told to wait').toBe(true);
          isWaiting = false;
        };
        for (const { isTaken, bytes } of steps) {
          if (isTaken) {
            outstandingBytes += bytes;
            if (!credit.take(bytes)) isWaiting = true;
          } else give(Math.min(bytes, outstandingBytes));
        }
        give(outstandingBytes);
        expect(isWaiting).toBe(false);
      }),
    );
  });
});
