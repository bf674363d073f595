import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { BOOT, KernelLab } from '../../../../test/core/kernel-lab.ts';
import { formatKernelPosition, parseKernelPosition } from './kernel-position.ts';
import { readKernelRecord } from './kernel-record.ts';
import { unescapeKernelText } from './unescape-kernel-text.ts';
import { FUZZ_TIMEOUT_MS, fuzzRuns } from '../../../../test/core/fuzz-runs.ts';

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });

/** As the kernel escapes. Source: append_char() in kernel/printk/printk.c: printable ASCII but the backslash stays. */
function escape(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) =>
      byte < 32 || byte >= 127 || byte === 92
        ? `\\x${byte.toString(16).padStart(2, '0')}`
        : String.fromCodePoint(byte),
    )
    .join('');
}

const record = fc
  .record({
    prefix: fc.nat(191),
    sequence: fc.nat(50),
    monotonic: fc.maxSafeNat(),
    flags: fc.constantFrom('-', 'c', '+', ''),
    more: fc.constantFrom('', ',caller=T1', ',caller=C3,new=1', ','),
    message: fc.uint8Array({ maxLength: 40 }),
    context: fc.array(
      fc.tuple(fc.constantFrom('SUBSYSTEM', 'DEVICE', 'odd', ''), fc.uint8Array({ maxLength: 10 })),
      { maxLength: 3 },
    ),
  })
  .map(({ prefix, sequence, monotonic, flags, more, message, context }) => {
    const lines = context.map(([key, value]) => ` ${key}=${escape(value)}\n`).join('');
    const header = `${String(prefix)},${String(sequence)},${String(monotonic)},${flags}${more}`;
    return Buffer.from(`${header};${escape(message)}\n${lines}`, 'latin1');
  });
/** Records of which some bytes were exchanged, taken out or put in between. */
const damaged = fc
  .tuple(
    fc.array(record, { maxLength: 6 }),
    fc.array(
      fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...Buffer.from('\n ;,-\\x06\u0000\u00FF', 'latin1'))),
      {
        maxLength: 6,
      },
    ),
  )
  .map(([records, harms]) => {
    const bytes = Array.from(Buffer.concat(records));
    for (const [place, removed, byte] of harms) bytes.splice(place % (bytes.length + 1), removed, byte);
    return Buffer.from(bytes);
  });

it('every byte of anything is an entry, known or in quarantine, however it is cut', () => {
  using lab = new KernelLab();
  const input = fc.oneof({ weight: 3, arbitrary: damaged }, fc.uint8Array({ maxLength: 200 }));
  const anchors = fc.option(fc.nat(50));
  fc.assert(
    fc.property(input, anchors, fc.array(fc.nat(300), { maxLength: 3 }), (bytes, anchor, cuts) => {
      const { sink } = lab.store;
      const before = { ...lab.parser.bytes, rejections: sink.rejections.length, drafts: sink.drafts.length };
      const at = anchor === null ? null : formatKernelPosition(positionAt(anchor));
      lab.parser.startRun({ phase: 'catch-up', anchor: at, boot: BOOT });
      const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length];
      places.sort((one, other) => one - other);
      for (const [index, place] of places.entries()) {
        lab.parser.push(Buffer.from(bytes.subarray(places[index - 1] ?? 0, place)));
      }
      lab.parser.endRun(true);
      const { entries, known, rejected, discarded, buffered } = lab.parser.bytes;
      expect(entries + known + rejected - before.entries - before.known - before.rejected).toBe(bytes.length);
      expect([discarded, buffered]).toEqual([0, 0]);
      const kept = sink.rejections.slice(before.rejections);
      expect(kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(rejected - before.rejected);
    }),
    { numRuns: fuzzRuns(3000) },
  );
});

it('messages come back byte for byte from the kernel’s escapes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(unescapeKernelText(Buffer.from(escape(bytes), 'latin1'))).toEqual(Buffer.from(bytes));
      const read = readKernelRecord(Buffer.from(`6,1,2,-;${escape(bytes)}\n`, 'latin1'));
      expect(read).toMatchObject({ message: Buffer.from(bytes) });
    }),
    { numRuns: fuzzRuns(1000) },
  );
});

it('what only looks like an escape stays as it is', () => {
  for (const text of ['\\', '\\x', '\\x4', '\\xg0', '\\n', 'a\\x0']) {
    expect(unescapeKernelText(Buffer.from(text)).toString()).toBe(text);
  }
  expect(unescapeKernelText(Buffer.from('\\x5cx41')).toString()).toBe('\\x41');
});

it('positions are read back as they were written, and nothing else is', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.integer(), fc.integer(), (sequence, checkLow, checkHigh) => {
      const position = { ...positionAt(sequence), checkLow, checkHigh };
      expect(parseKernelPosition(formatKernelPosition(position))).toEqual(position);
    }),
  );
  for (const text of ['', 'kmsg=1;i=1', `${formatKernelPosition(positionAt(1))} `]) {
    expect(parseKernelPosition(text)).toBeUndefined();
  }
});

function positionAt(sequence: number) {
  const { bootId, startUnixUs } = BOOT;
  return { bootId, sequence, monotonicUs: 7, timeUnixUs: startUnixUs + 7, checkLow: 1, checkHigh: -1 };
}
