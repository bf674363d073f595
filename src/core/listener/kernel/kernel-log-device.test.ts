import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { KernelLab } from '../../../../test/core/kernel-lab.ts';
import { hasKernelLog, logToKernel } from '../../../../test/core/kernel-log-access.ts';
import { createListener } from '../create-listener.ts';
import type { Listener, ListenerMode } from '../listener.ts';
import { MAX_RECORD_BYTES, openKernelLogDevice } from './kernel-log-device.ts';

function listen(lab: KernelLab, mode: ListenerMode, initialPosition: string | null = null): Listener {
  const listener = createListener({ target: { kind: 'kernel' }, mode, port: lab, initialPosition });
  listener.start();
  return listener;
}

describe.skipIf(!hasKernelLog())('the kernel’s log of this machine', () => {
  it('every level that is written comes back as this severity, in order, at the time it was written', async () => {
    using lab = new KernelLab();
    const mark = randomUUID();
    const beforeUs = Date.now() * 1000;
    // Not 0: journald shows an emergency on every terminal.
    const levels = [1, 2, 3, 4, 5, 6, 7];
    for (const level of levels) logToKernel(24 + level, `hydrant[7]: ${mark} ${String(level)}`);
    const afterUs = Date.now() * 1000;
    const listener = listen(lab, 'once');
    await lab.until(() => lab.state === 'finished');
    await listener.stop();
    lab.store.commit();
    const { catalog } = lab.store.context();
    const entries = lab.store
      .entries()
      .map(({ entry }) => entry)
      .filter(([, , , , , , , , , , , message]) => String(message).includes(mark));
    expect(
      entries.map(([, , severity, , origin, pid]) => [severity, catalog.origin(origin).identifier, pid]),
    ).toEqual(levels.map((level) => [level, 'hydrant', 7]));
    for (const [, timeUnixUs] of entries) {
      // The kernel’s clock is not corrected as the wall clock is: 500 ppm is the most that NTP corrects.
      const driftUs = 0.0005 * Number(process.hrtime.bigint() / 1000n) + 20_000;
      expect(timeUnixUs).toBeGreaterThan(beforeUs - driftUs);
      expect(timeUnixUs).toBeLessThan(afterUs + driftUs);
    }
    expect(catalog.origin(entries[0]?.[4] ?? 0).host).toBe(hostname());
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim().replaceAll('-', '');
    expect(lab.parser.position).toContain(`kmsg=${bootId};`);
    expect(lab.store.sink.rejections).toEqual([]);
  });

  it('control characters, backslashes and bytes that are no text come back as they were written', async () => {
    using lab = new KernelLab();
    const mark = randomUUID();
    const hostile = Buffer.concat([
      Buffer.from(`${mark} \u001B[31m\t\\x41 ü\nline `),
      Buffer.from([0xff, 0x7f]),
    ]);
    logToKernel(12, hostile);
    const listener = listen(lab, 'once');
    await lab.until(() => lab.state === 'finished');
    await listener.stop();
    const messages = lab.store.sink.drafts.map(({ message }) => message);
    expect(messages.filter((message) => Buffer.isBuffer(message) && message.includes(mark))).toEqual([
      hostile,
    ]);
  });

  it('a record is there soon after it was logged, and a second start finds what came in between', async () => {
    using lab = new KernelLab();
    const mark = randomUUID();
    const own = () => lab.messages.filter((message) => message.includes(mark));
    const first = listen(lab, 'follow');
    await lab.until(() => lab.state === 'following');
    logToKernel(14, `${mark} one`);
    await lab.until(() => own().length === 1);
    logToKernel(14, `${mark} two`);
    await lab.until(() => own().length === 2);
    await first.stop();
    logToKernel(14, `${mark} three`);
    const second = listen(lab, 'follow', lab.parser.position);
    await lab.until(() => own().length === 3);
    logToKernel(14, `${mark} four`);
    await lab.until(() => own().length === 4);
    await second.stop();
    expect(own()).toEqual(['one', 'two', 'three', 'four'].map((word) => `${mark} ${word}`));
    expect(lab.store.sink.missedAnchors).toEqual([]);
    lab.store.commit();
    expect(lab.store.ledger.duplicates).toBe(0);
  });

  it('an empty device answers at once, from the first record on after each opening', () => {
    const buffer = Buffer.alloc(MAX_RECORD_BYTES);
    const firstRecord = () => {
      using device = openKernelLogDevice();
      const size = device.readRecord(buffer, 0);
      while (device.readRecord(buffer, 0) !== 'empty');
      return size;
    };
    expect([firstRecord(), firstRecord()]).toEqual([expect.any(Number), expect.any(Number)]);
  });
});
