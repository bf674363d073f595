import { afterEach, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { BOOT, KernelLab, kernelRecords } from '../../../../test/core/kernel-lab.ts';
import { KernelLogDouble, systemError } from '../../../../test/doubles/kernel-log-double.ts';
import type { Listener, ListenerMode } from '../listener.ts';
import { createKernelListener } from './kernel-listener.ts';

const running: Listener[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((listener) => listener.stop()));
});

function listen(
  lab: KernelLab,
  device: KernelLogDouble,
  mode: ListenerMode,
  options: { initialPosition?: string; readBoot?: () => typeof BOOT; pauseMs?: number } = {},
): Listener {
  const listener = createKernelListener({
    mode,
    port: lab,
    initialPosition: options.initialPosition ?? null,
    openDevice: device.open,
    readBoot: options.readBoot ?? (() => BOOT),
    backOff: { firstMs: options.pauseMs ?? 1, longestMs: options.pauseMs ?? 2, healthyAfterMs: 30_000 },
  });
  running.push(listener);
  listener.start();
  return listener;
}

it('reads all that there is once, and ends', async () => {
  using lab = new KernelLab();
  const device = new KernelLogDouble(kernelRecords(0, 3000));
  listen(lab, device, 'once');
  await lab.until(() => lab.state === 'finished');
  expect(lab.messages).toEqual(Array.from({ length: 3001 }, (_, index) => `record ${String(index)}`));
  expect(lab.outputs.at(-1)).toEqual({ kind: 'run-ended', isComplete: true });
  expect(lab.reports.at(-1)?.problem).toBeNull();
  expect(device.closings).toBe(1);
});

it('an empty ring is no failure', async () => {
  using lab = new KernelLab();
  listen(lab, new KernelLogDouble(), 'once');
  await lab.until(() => lab.state === 'finished');
  expect(lab.messages).toEqual([]);
});

it('follows what comes, on the same opening, until it is stopped', async () => {
  using lab = new KernelLab();
  const device = new KernelLogDouble(kernelRecords(0, 2));
  const listener = listen(lab, device, 'follow');
  await lab.until(() => lab.state === 'following');
  device.reads.push(...kernelRecords(3, 3));
  await lab.until(() => lab.messages.length === 4);
  device.reads.push(...kernelRecords(4, 5));
  await lab.until(() => lab.messages.length === 6);
  await listener.stop();
  device.reads.push(...kernelRecords(6, 6));
  expect([lab.state, device.openings, device.closings]).toEqual(['stopped', 1, 1]);
  expect(lab.messages).toHaveLength(6);
  expect(lab.store.sink.missedAnchors).toEqual([]);
});

it('goes on behind the stored position', async () => {
  using lab = new KernelLab();
  lab.catchUp(kernelRecords(0, 4).join(''), null);
  listen(lab, new KernelLogDouble(kernelRecords(2, 6)), 'once', {
    initialPosition: lab.parser.position ?? '',
  });
  await lab.until(() => lab.state === 'finished');
  expect(lab.messages).toEqual([0, 1, 2, 3, 4, 5, 6].map((number) => `record ${String(number)}`));
});

it('an overrun is a gap with the number of records, and reading goes on', async () => {
  using lab = new KernelLab();
  const device = new KernelLogDouble(['overrun', ...kernelRecords(5, 6)]);
  listen(lab, device, 'follow');
  await lab.until(() => lab.state === 'following');
  device.reads.push('overrun', 'overrun', ...kernelRecords(107, 108));
  await lab.until(() => lab.messages.length === 4);
  expect(lab.store.sink.missedAnchors).toMatchObject([{ lostEntries: 100 }]);
  expect([lab.restarts, device.openings]).toEqual([0, 1]);
});

it('a full queue makes it wait; nothing more is read until there is room', async () => {
  using lab = new KernelLab();
  lab.isFull = true;
  const device = new KernelLogDouble(kernelRecords(0, 9999));
  const listener = listen(lab, device, 'once');
  const chunks = () => lab.outputs.filter(({ kind }) => kind === 'bytes').length;
  for (let chunk = 1; chunk <= 3; chunk += 1) {
    await lab.until(() => chunks() === chunk);
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(chunks()).toBe(chunk);
    listener.resume();
  }
  lab.isFull = false;
  listener.resume();
  await lab.until(() => lab.state === 'finished');
  expect(lab.messages).toHaveLength(10_000);
});

it('can be stopped while it waits for room', async () => {
  using lab = new KernelLab();
  lab.isFull = true;
  const device = new KernelLogDouble(kernelRecords(0, 9));
  const listener = listen(lab, device, 'follow');
  await lab.until(() => lab.messages.length === 10);
  await listener.stop();
  expect([lab.state, device.closings]).toEqual(['stopped', 1]);
});

it('a device that fails is opened again, and nothing is lost or twice', async () => {
  using lab = new KernelLab();
  const device = new KernelLogDouble([...kernelRecords(0, 2), systemError('EINVAL'), ...kernelRecords(3, 5)]);
  listen(lab, device, 'follow');
  await lab.until(() => lab.messages.length === 6);
  expect(lab.messages).toEqual([0, 1, 2, 3, 4, 5].map((number) => `record ${String(number)}`));
  expect([lab.restarts, device.openings]).toEqual([1, 2]);
  expect(lab.reports.map(({ state }) => state)).toContain('restarting');
  expect(lab.store.sink.missedAnchors).toEqual([]);
});

it('a missing permission is told with what mends it, and tried again by itself', async () => {
  using lab = new KernelLab();
  const device = new KernelLogDouble(kernelRecords(0, 0));
  device.openFailures.push(systemError('EPERM'), systemError('EACCES'));
  listen(lab, device, 'follow');
  await lab.until(() => lab.messages.length === 1);
  const waiting = lab.reports.filter(({ state }) => state === 'waiting');
  expect(waiting.map(({ problem }) => problem?.code)).toEqual([
    'source.permission-denied',
    'source.permission-denied',
  ]);
  expect(waiting[1]?.problem?.remedy).toContain('sudo chmod a+r /dev/kmsg');
  expect(lab.restarts).toBe(0);
});

it('tries again at once when asked to, however long the pause', async () => {
  using lab = new KernelLab();
  const device = new KernelLogDouble(kernelRecords(0, 0));
  device.openFailures.push(systemError('ENOENT'));
  const listener = listen(lab, device, 'follow', { pauseMs: 1_000_000 });
  await lab.until(() => lab.state === 'waiting');
  listener.retryNow();
  await lab.until(() => lab.messages.length === 1);
  expect(device.openings).toBe(1);
});

it('can be stopped while it waits to try again', async () => {
  using lab = new KernelLab();
  const device = new KernelLogDouble();
  device.openFailures.push(systemError('ENOENT'));
  const listener = listen(lab, device, 'follow', { pauseMs: 1_000_000 });
  await lab.until(() => lab.state === 'waiting');
  await listener.stop();
  expect([lab.state, device.openings]).toEqual(['stopped', 0]);
});

it('a boot that cannot be told closes the device again, and is told', async () => {
  using lab = new KernelLab();
  const device = new KernelLogDouble(kernelRecords(0, 0));
  const readBoot = () => {
    throw new AppError('source.failed', 'no /proc');
  };
  listen(lab, device, 'once', { readBoot });
  await lab.until(() => lab.state === 'failed');
  expect([lab.reports.at(-1)?.problem?.message, device.closings]).toEqual(['no /proc', 1]);
});

it('once, it fails where the user has to mend something, and after five deaths', async () => {
  using lab = new KernelLab();
  const closed = new KernelLogDouble();
  closed.openFailures.push(systemError('ENOENT'));
  listen(lab, closed, 'once');
  await lab.until(() => lab.state === 'failed');
  expect(lab.reports.at(-1)?.problem?.code).toBe('source.not-found');
  using other = new KernelLab();
  const broken = new KernelLogDouble();
  broken.reads.push(...Array.from({ length: 9 }, () => systemError('EIO')));
  listen(other, broken, 'once');
  await other.until(() => other.state === 'failed');
  expect([other.reports.at(-1)?.problem?.code, broken.openings]).toEqual(['source.failed', 5]);
});

it('a device that only ever overruns is broken', async () => {
  using lab = new KernelLab();
  listen(lab, new KernelLogDouble(Array.from({ length: 1000 }, () => 'overrun')), 'once');
  await lab.until(() => lab.state === 'failed');
  expect(lab.reports.at(-1)?.problem?.message).toContain('overruns');
});

it('after the machine slept or its clock was set, records have the new time', async () => {
  using lab = new KernelLab();
  const device = new KernelLogDouble(kernelRecords(0, 1));
  let boot = BOOT;
  listen(lab, device, 'follow', { readBoot: () => boot });
  await lab.until(() => lab.state === 'following');
  const hourUs = 3_600_000_000;
  boot = { ...BOOT, startUnixUs: BOOT.startUnixUs + hourUs };
  const runs = lab.outputs.length;
  await lab.until(() => lab.outputs.slice(runs).some(({ kind }) => kind === 'run-started'));
  device.reads.push(...kernelRecords(2, 2));
  await lab.until(() => lab.messages.length === 3);
  expect(lab.store.sink.drafts.map(({ timeUnixUs }) => timeUnixUs - BOOT.startUnixUs)).toEqual([
    0,
    1000,
    hourUs + 2000,
  ]);
  expect(lab.store.sink.missedAnchors).toEqual([]);
});
