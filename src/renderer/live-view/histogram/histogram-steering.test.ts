import { beforeEach, expect, it } from 'vitest';
import type { EntryFilter } from '../../state/entry-filter.ts';
import { ALL_SEVERITIES } from '../../state/entry-filter.ts';
import { Store } from '../../state/store.ts';
import { FIRST_LIVE_STATE } from '../live-state.ts';
import type { LiveSummary } from '../live-summary.ts';
import { barIndexAt, barRow } from './histogram-bars.ts';
import { steerByKey } from './histogram-keys.ts';
import type { SteeredFeed } from './histogram-steering.ts';
import { HistogramSteering } from './histogram-steering.ts';

const MINUTE_US = 60_000_000;
const FROM_US = 1_700_000_040 * 1_000_000;
const row = barRow(
  {
    fromUnixUs: FROM_US,
    bucketUs: MINUTE_US,
    untilUnixUs: FROM_US + 100 * MINUTE_US,
    buckets: Array.from({ length: 100 }, () => [0, 0, 0, 0, 0, 0, 1, 0]),
  },
  ALL_SEVERITIES,
  1_000,
  false,
);

let feed: SteeredFeed;
let steering: HistogramSteering;
let jumps: number[];

beforeEach(() => {
  const state = new Store(FIRST_LIVE_STATE);
  const summary = new Store<LiveSummary>({
    bySeverity: null,
    lastId: 0,
    isCounting: false,
    countedShare: 1,
    histogram: null,
    outline: null,
    zoom: null,
  });
  feed = {
    state,
    summary: {
      state: summary,
      zoom: (zoom) => {
        summary.patch({ zoom });
      },
    },
    setFilter: (requested: EntryFilter) => {
      state.patch({ requested });
      return Promise.resolve();
    },
  };
  steering = new HistogramSteering(feed);
  steering.rememberWhole(row.range);
  jumps = [];
});

/** Presses keys; `Shift+` before a name holds Shift. @returns whether the last one was taken. */
function press(...keys: string[]): boolean {
  let isTaken = false;
  for (const key of keys) {
    const { cursorUnixUs } = steering.selection.get();
    const cursorIndex = barIndexAt(row, cursorUnixUs ?? row.range.untilUnixUs);
    const pressed = { key: key.replace('Shift+', ''), shiftKey: key.startsWith('Shift+') };
    isTaken = steerByKey(pressed, row, cursorIndex, steering, (unixUs) => jumps.push(unixUs));
  }
  return isTaken;
}

function cursorBar(): number {
  return barIndexAt(row, steering.selection.get().cursorUnixUs ?? Number.NaN);
}

function timesOf(firstBar: number, bars: number): { sinceUnixUs: number; untilUnixUs: number } {
  const sinceUnixUs = FROM_US + firstBar * MINUTE_US;
  return { sinceUnixUs, untilUnixUs: sinceUnixUs + bars * MINUTE_US };
}

it('moves from bar to bar and stops at both ends', () => {
  press('ArrowLeft');
  expect(cursorBar()).toBe(98);
  press('Home', 'ArrowLeft', 'ArrowRight');
  expect(cursorBar()).toBe(1);
  press('End', 'ArrowRight', 'PageUp');
  expect(cursorBar()).toBe(89);
});

it('filters to the bar at the cursor, and takes that back', () => {
  press('Home', 'ArrowRight', 'Enter');
  expect(feed.state.get().requested).toMatchObject(timesOf(1, 1));
  expect(press('Escape')).toBe(true);
  expect(feed.state.get().requested).toMatchObject({ sinceUnixUs: null, untilUnixUs: null });
  expect(press('Escape')).toBe(false);
});

it('chooses with Shift and filters to what is chosen, in whichever direction', () => {
  press('Home', 'PageDown', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Enter');
  expect(feed.state.get().requested).toMatchObject(timesOf(8, 3));
  expect(steering.selection.get().anchorUnixUs).toBeNull();
});

it('lets a chosen range go before it takes back anything else', () => {
  press('Home', 'Enter', 'Shift+ArrowRight', 'Escape');
  expect(steering.selection.get().anchorUnixUs).toBeNull();
  expect(feed.state.get().requested).toMatchObject(timesOf(0, 1));
});

it('zooms to a chosen range without filtering, and back to the whole', () => {
  press('Home', 'Shift+PageDown', 'ArrowUp');
  expect(feed.summary.state.get().zoom).toEqual({
    fromUnixUs: FROM_US,
    untilUnixUs: FROM_US + 11 * MINUTE_US,
  });
  expect(feed.state.get().requested.sinceUnixUs).toBeNull();
  press('Escape');
  expect(feed.summary.state.get().zoom).toBeNull();
});

it('zooms in and out around the cursor', () => {
  press('Home', 'ArrowUp');
  const zoom = feed.summary.state.get().zoom;
  expect(zoom && zoom.untilUnixUs - zoom.fromUnixUs).toBe(50 * MINUTE_US);
  press('ArrowDown');
  expect(feed.summary.state.get().zoom).toBeNull();
});

it('leaves a time filter alone that was changed elsewhere since', () => {
  press('Home', 'Enter');
  void feed.setFilter({ ...feed.state.get().requested, sinceUnixUs: 5 });
  expect(press('Escape')).toBe(false);
  expect(feed.state.get().requested.sinceUnixUs).toBe(5);
});

it('goes to the beginning of the bar in the list', () => {
  press('Home', ' ', 'ArrowRight', 'j');
  expect(jumps).toEqual([FROM_US, FROM_US + MINUTE_US]);
});
