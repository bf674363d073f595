import { readFileSync, readdirSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { WindowsChannelLab } from '../../../../test/core/windows-channel-lab.ts';
import type { CollectingSink } from '../../../../test/core/collecting-sink.ts';
import { readWindowsEvents } from '../../../../test/core/windows-lab.ts';
import { rendered, windowsEvent, windowsEvents } from '../../../../test/core/windows-events.ts';
import type { Listener, ListenerMode } from '../listener.ts';
import { describeWindowsChannel, listWindowsChannels } from './windows-channels.ts';
import { createWindowsListener } from './windows-listener.ts';

// Node starts for each call of the double.
vi.setConfig({ testTimeout: 30_000 });

const running: Listener[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((listener) => listener.stop()));
  vi.unstubAllEnvs();
});

function listen(
  lab: WindowsChannelLab,
  mode: ListenerMode,
  options: { initialPosition?: string | null; channel?: string; silenceMs?: number } = {},
): Listener {
  vi.stubEnv('HYDRANT_WEVTUTIL_CHANNELS', lab.folder);
  const listener = createWindowsListener({
    channel: 'System',
    mode,
    port: lab,
    initialPosition: null,
    command: lab.command,
    backOff: { firstMs: 1, longestMs: 2, healthyAfterMs: 30_000 },
    polling: { busyMs: 1, quietMs: 5 },
    ...options,
  });
  running.push(listener);
  listener.start();
  return listener;
}

const messages = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `message ${String(from + index)}`);

/** The event with this record id after the log was cleared. */
const later = (recordId: number, message: string) =>
  windowsEvent({ recordId, time: '2026-04-01T00:00:00.0000000Z', rendering: rendered(message) });

it('reads all that there is once, goes on from there, and reads nothing twice', async () => {
  using lab = new WindowsChannelLab();
  lab.serve(windowsEvents(300));
  listen(lab, 'once');
  await lab.until(() => lab.state === 'finished');
  expect(lab.messages).toEqual(messages(1, 300));
  lab.serve(windowsEvents(302));
  listen(lab, 'once', { initialPosition: lab.position });
  await lab.until(() => lab.state === 'finished' && lab.messages.length > 300);
  expect(lab.messages).toEqual(messages(1, 302));
  expect(lab.store.sink.missedAnchors).toEqual([]);
});

it('follows what comes until it is stopped', async () => {
  using lab = new WindowsChannelLab();
  lab.serve(windowsEvents(2));
  const listener = listen(lab, 'follow');
  await lab.until(() => lab.state === 'following');
  lab.serve(windowsEvents(5));
  await lab.until(() => lab.messages.length === 5);
  expect(lab.messages).toEqual(messages(1, 5));
  await listener.stop();
  expect(lab.state).toBe('stopped');
});

it('a full queue makes wevtutil wait, without taking it for one that hangs', async () => {
  using lab = new WindowsChannelLab();
  lab.serve(windowsEvents(2000));
  lab.isFull = true;
  const listener = listen(lab, 'once', { silenceMs: 1000 });
  for (let taken = 0; lab.state !== 'finished';) {
    await lab.until(() => lab.outputs.length > taken || lab.state === 'finished');
    expect(lab.outputs.length - taken).toBeLessThanOrEqual(4);
    taken = lab.outputs.length;
    listener.resume();
  }
  expect(lab.messages).toEqual(messages(1, 2000));
  expect(lab.restarts).toBe(0);
});

it.each(['utf8', 'utf16', 'utf16-bom'])('in %s', async (encoding) => {
  using lab = new WindowsChannelLab();
  lab.misbehave({ encoding });
  lab.serve(windowsEvents(100) + windowsEvent({ recordId: 101, rendering: rendered('日本 ä 😀') }));
  listen(lab, 'once');
  await lab.until(() => lab.state === 'finished');
  expect(lab.messages).toEqual([...messages(1, 100), '日本 ä 😀']);
});

it('in the OEM code page', async () => {
  using lab = new WindowsChannelLab();
  lab.misbehave({ encoding: 'cp850' });
  lab.serve(windowsEvent({ rendering: rendered('Gerät') }));
  listen(lab, 'once');
  await lab.until(() => lab.state === 'finished');
  expect(lab.messages).toEqual(['Gerät']);
});

it.each([
  ['fewer events than before', later(1, 'cleared')],
  ['the record id that reading went on from', later(1, 'cleared') + later(2, 'a') + later(3, 'b')],
])('a log that was cleared is read from its beginning, with a gap: %s', async (_, events) => {
  using lab = new WindowsChannelLab();
  lab.serve(windowsEvents(3));
  listen(lab, 'follow');
  await lab.until(() => lab.state === 'following');
  lab.serve(events);
  const expected = 3 + events.split('</Event>').length - 1;
  await lab.until(() => lab.messages.length === expected);
  expect(lab.messages[3]).toBe('cleared');
  expect(lab.store.sink.missedAnchors).toMatchObject([
    { reason: expect.stringContaining('cleared') as string },
  ]);
});

it('what was overwritten is a gap', async () => {
  using lab = new WindowsChannelLab();
  lab.serve(windowsEvents(3));
  listen(lab, 'follow');
  await lab.until(() => lab.state === 'following');
  lab.serve(later(10, 'ten'));
  await lab.until(() => lab.messages.length === 4);
  expect(lab.store.sink.missedAnchors).toMatchObject([
    { reason: expect.stringContaining('at most 6 events') as string },
  ]);
});

it.each(['crashes', 'hangs'])(
  'nothing is lost and nothing double when wevtutil %s in an event',
  async (what) => {
    using lab = new WindowsChannelLab();
    lab.serve(windowsEvents(50));
    lab.misbehave({ [what]: 3, crashAfterBytes: 10_001 });
    listen(lab, 'follow', { silenceMs: what === 'hangs' ? 1500 : 60_000 });
    await lab.until(() => lab.messages.length === 50);
    expect(lab.messages).toEqual(messages(1, 50));
    expect(lab.restarts).toBeGreaterThanOrEqual(3);
  },
);

it.each([
  [{ exit: 5, complaint: 'Access is denied.' }, 'source.permission-denied', 'Event Log Readers'],
  [{ exit: 87, complaint: 'The specified channel could not be found.' }, 'source.not-found', 'wevtutil el'],
])('says what mends it: %j', async (mode, code, remedy) => {
  using lab = new WindowsChannelLab();
  lab.misbehave(mode);
  listen(lab, 'once');
  await lab.until(() => lab.state === 'failed');
  expect(lab.problem).toMatchObject({ code, remedy: expect.stringContaining(remedy) as string });
});

it('a disabled channel is told with the command that enables it', async () => {
  using lab = new WindowsChannelLab();
  lab.serve('');
  lab.misbehave({ disabled: true });
  listen(lab, 'once');
  await lab.until(() => lab.state === 'finished');
  expect(lab.problem?.remedy).toContain('/e:true');
});

it('without wevtutil the source says so', async () => {
  using lab = new WindowsChannelLab();
  const port = lab;
  const listener = createWindowsListener({
    channel: 'System',
    mode: 'once',
    port,
    initialPosition: null,
    command: undefined,
  });
  listener.start();
  await lab.until(() => lab.state === 'failed');
  expect(lab.problem?.code).toBe('source.tool-missing');
});

it('forwarded events of several computers are all read, and no gap is told of their record ids', async () => {
  using lab = new WindowsChannelLab();
  const forwarded = (computer: string, recordId: number) =>
    windowsEvent({ computer, recordId, rendering: rendered(`${computer} ${String(recordId)}`) });
  const first = [forwarded('a', 70), forwarded('b', 3)].join('\n');
  lab.serve(first, 'ForwardedEvents');
  listen(lab, 'follow', { channel: 'ForwardedEvents' });
  await lab.until(() => lab.state === 'following');
  lab.serve(`${first}${forwarded('a', 71)}${forwarded('b', 1)}`, 'ForwardedEvents');
  await lab.until(() => lab.messages.includes('b 1'));
  lab.store.commit();
  expect(lab.store.entries()).toHaveLength(4);
  expect(lab.store.sink.missedAnchors).toEqual([]);
});

it.each(readdirSync('test/fixtures/windows').filter((name) => name.endsWith('.xml')))(
  'every event of %s becomes an entry or is in quarantine',
  async (name) => {
    using lab = new WindowsChannelLab();
    const text = readFileSync(`test/fixtures/windows/${name}`, 'utf8');
    lab.serve(text);
    listen(lab, 'once');
    await lab.until(() => lab.state === 'finished');
    const { sink } = lab.store;
    const alone = readWindowsEvents(text).sink;
    const known = ({ drafts, rejections }: CollectingSink) =>
      new Set([
        ...drafts.map(({ sequence, checkLow }) => `${String(sequence)} ${String(checkLow)}`),
        ...rejections.map(({ bytes }) => bytes.toString('utf8').trim()),
      ]);
    expect(alone.drafts.length).toBeGreaterThan(0);
    expect(known(sink)).toEqual(known(alone));
  },
);

it('lists the channels there are, and whether they are enabled', async () => {
  using lab = new WindowsChannelLab();
  vi.stubEnv('HYDRANT_WEVTUTIL_CHANNELS', lab.folder);
  lab.serve('');
  lab.serve('', 'Microsoft-Windows-Sysmon%4Operational');
  lab.misbehave({ encoding: 'utf16-bom' });
  expect(await listWindowsChannels(lab.command)).toEqual(['Microsoft-Windows-Sysmon/Operational', 'System']);
  expect(await describeWindowsChannel(lab.command, 'System')).toEqual({ name: 'System', isEnabled: true });
});
