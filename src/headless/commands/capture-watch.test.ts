import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SourceStatus, Status } from '../../contract/status.ts';
import { EngineDouble } from '../../../test/headless/engine-double.ts';
import { StatusLine } from '../command-line/status-line.ts';
import { CaptureWatch } from './capture-watch.ts';

const SOURCE: SourceStatus = {
  id: 1,
  spec: 'journal',
  state: 'following',
  stateText: 'Following the journal',
  problem: null,
  format: null,
  counters: { received: 0, stored: 0, quarantined: 0, dropped: 0, duplicates: 0, inFlight: 0 },
  entriesPerSecond: 0,
  lagMs: null,
  queues: [],
  isCaptured: true,
  place: 0,
  foundBy: null,
  restarts: 0,
  lastRestarts: [],
  gaps: 0,
  oldestUnixUs: null,
  newestUnixUs: null,
};

const DENIED: Partial<SourceStatus> = {
  state: 'failed',
  problem: {
    code: 'source.permission-denied',
    message: 'No permission to read the journal.',
    remedy: 'sudo it',
  },
};

let complaints: string[];

beforeEach(() => {
  complaints = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    complaints.push(String(chunk));
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

function statusWith(...sources: Partial<SourceStatus>[]): Status {
  return {
    capture: 'here',
    namesSources: true,
    keepsList: false,
    atUnixUs: 1,
    dataDir: '/data',
    databaseBytes: 0,
    entries: 0,
    lastId: 0,
    bySeverity: [0, 0, 0, 0, 0, 0, 0, 0],
    sources: sources.map((source, index) => ({ ...SOURCE, id: index + 1, ...source })),
  };
}

it('tells each problem once, and again when it comes back', () => {
  const engine = new EngineDouble();
  const watch = new CaptureWatch(engine, new StatusLine());
  const told = 'hydrant: journal: No permission to read the journal: sudo it\n';
  engine.emit('status.changed', statusWith(DENIED));
  engine.emit('status.changed', statusWith(DENIED));
  expect(complaints).toEqual([told]);
  engine.emit('status.changed', statusWith({}));
  engine.emit('status.changed', statusWith(DENIED));
  expect(complaints).toEqual([told, told]);
  watch.close();
  expect(engine.listeners('status.changed')).toBe(0);
});

it('gives up when no source that was asked for will be tried again', async () => {
  const engine = new EngineDouble();
  const watch = new CaptureWatch(engine, new StatusLine());
  engine.emit(
    'status.changed',
    statusWith(DENIED, { spec: 'journal:/old', isCaptured: false, state: 'stopped' }),
  );
  await expect(watch.ended).resolves.toBe('failed');
  watch.close();
});

it('has nothing left to wait for when every source was read to its end, and not before', async () => {
  const engine = new EngineDouble();
  const watch = new CaptureWatch(engine, new StatusLine());
  let ended: string | undefined;
  void watch.ended.then((how) => (ended = how));
  const first = { spec: 'file:/a', state: 'finished' } as const;
  engine.emit('status.changed', statusWith(first, { spec: 'file:/b', state: 'catching-up' }));
  await new Promise(setImmediate);
  expect(ended).toBeUndefined();
  engine.emit('status.changed', statusWith(first, { spec: 'file:/b', state: 'finished' }));
  await expect(watch.ended).resolves.toBe('finished');
  watch.close();
});

it('does not speak of sources of earlier runs', () => {
  const engine = new EngineDouble();
  const watch = new CaptureWatch(engine, new StatusLine());
  engine.emit('status.changed', statusWith({}, { ...DENIED, spec: 'journal:/old', isCaptured: false }));
  expect(complaints).toEqual([]);
  watch.close();
});
