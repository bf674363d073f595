import { expect, it } from 'vitest';
import { RecordingPort } from '../../../../test/journal/recording-port.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { parseSourceSpec } from '../source-spec.ts';
import { demoMinute } from './demo-life.ts';
import { createDemoListener } from './demo-listener.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 15, 30, 20);
const MINUTE = Math.floor(NOW_MS / 60_000);

async function life(
  seed: number,
  nowMs = NOW_MS,
  initialPosition: string | null = null,
  /** A day is enough for most tests; without it, it is as users get it. */
  options: { historyMinutes?: number } = { historyMinutes: 1440 },
): Promise<RecordingPort> {
  const port = new RecordingPort();
  createDemoListener({
    seed,
    mode: 'once',
    port,
    initialPosition,
    nowMs: () => nowMs,
    ...options,
  }).start();
  await port.until(() => port.state === 'finished');
  return port;
}

it('the same seed gives the same life, another one another', async () => {
  const [one, again, other] = await Promise.all([life(1), life(1), life(2)]);
  expect(one.cursors.length).toBeGreaterThan(10_000);
  expect(one.cursors.length).toBeLessThan(30_000);
  expect(one.bytesOf('catch-up').equals(again.bytesOf('catch-up'))).toBe(true);
  expect(one.messages.slice(0, 50)).not.toEqual(other.messages.slice(0, 50));
});

it('seven days are the history of the first start, each with thousands of entries', async () => {
  // It begins with a whole minute.
  const nowMs = MINUTE * 60_000;
  const port = await life(1, nowMs, null, {});
  const days = port.cursors.map((cursor) => {
    const unixUs = Number.parseInt(/;t=([0-9a-f]+);/.exec(cursor)?.[1] ?? '', 16);
    return Math.floor((nowMs - unixUs / 1000) / 86_400_000);
  });
  const perDay = Map.groupBy(days, (day) => day);
  expect([...perDay.keys()]).toEqual([6, 5, 4, 3, 2, 1, 0]);
  for (const entries of perDay.values()) expect(entries.length).toBeGreaterThan(5000);
});

it('has busy days, quiet nights, a disk that fills, a crash loop, timeouts with traces, guessed passwords', () => {
  const day = Math.floor(MINUTE / 1440) - (Math.floor(MINUTE / 1440) % 6);
  const entries = Array.from({ length: 6 * 1440 }, (_, index) => demoMinute(1, day * 1440 + index));
  const perHour = (hour: number) => entries.slice(hour * 60, hour * 60 + 60).flat().length;
  expect(perHour(13)).toBeGreaterThan(perHour(4) * 2);
  const messages = entries.flat().map(({ message }) => message);
  for (const part of [
    'No space left on device',
    'repeated too quickly',
    'ETIMEDOUT',
    'Failed password',
    'snapshot ',
  ]) {
    expect(messages.some((message) => message.includes(part))).toBe(true);
  }
  const severities = new Set(entries.flat().map(({ severity }) => severity));
  expect([...severities].toSorted((one, other) => one - other)).toEqual([2, 3, 4, 5, 6, 7]);
  for (const minute of entries) {
    expect(minute.length).toBeGreaterThan(0);
    const times = minute.map(({ unixUs }) => unixUs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  }
});

it('goes on where it stopped, without an entry missing or twice', async () => {
  const before = await life(1, NOW_MS - 3_600_000);
  const behind = await life(1, NOW_MS, before.cursors.at(-1) ?? null);
  const whole = await life(1);
  const joined = [...before.cursors, ...behind.cursors];
  expect(behind.gaps).toEqual([]);
  expect(joined.slice(-whole.cursors.length + 2000)).toEqual(whole.cursors.slice(2000));
});

it('what is longer ago than that is a gap', async () => {
  const before = await life(1, NOW_MS - 30 * 86_400_000);
  const behind = await life(1, NOW_MS, before.cursors.at(-1) ?? null);
  expect(behind.gaps).toHaveLength(1);
});

it('what comes is logged when its time has come', async () => {
  let nowMs = NOW_MS;
  const port = new RecordingPort();
  const listener = createDemoListener({
    seed: 1,
    mode: 'follow',
    port,
    initialPosition: null,
    historyMinutes: 60,
    nowMs: () => nowMs,
  });
  listener.start();
  await port.until(() => port.state === 'following');
  const past = port.cursors.length;
  nowMs += 120_000;
  await port.until(() => port.cursors.length > past + 10);
  await listener.stop();
  expect(new Set(port.cursors).size).toBe(port.cursors.length);
});

it('its entries are those of a journal, several lines and all', async () => {
  const port = await life(1);
  using lab = new StoreLab(temporaryFolder(), 'demo');
  lab.store(port.bytesOf('catch-up'));
  expect(lab.count('entries')).toBe(port.cursors.length);
  expect(lab.ledger.quarantined).toBe(0);
  const traces = lab.database
    .prepare("SELECT count(*) FROM entries WHERE message LIKE 'Error:%' AND severity = 3")
    .pluck();
  expect(traces.get()).toBeGreaterThan(0);
});

it('a source of that name, with a seed or without', () => {
  expect(parseSourceSpec('demo').target).toEqual({ kind: 'demo', seed: 1 });
  expect(parseSourceSpec('demo:42')).toEqual({ spec: 'demo:42', target: { kind: 'demo', seed: 42 } });
  expect(() => parseSourceSpec('demo:x')).toThrow('no source');
});

it('others in its thread have their turn while a week is made up', async () => {
  const port = new RecordingPort();
  const listener = createDemoListener({
    seed: 1,
    mode: 'once',
    port,
    initialPosition: null,
    nowMs: () => NOW_MS,
    historyMinutes: 1440,
  });
  listener.start();
  await new Promise((resolve) => setImmediate(resolve));
  expect(port.state).toBe('catching-up');
  await listener.stop();
});
