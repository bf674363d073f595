import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { ExportPreview } from '#contract/export-preview.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import { ScriptedApi } from '../../../../test/renderer/scripted-api.ts';
import { NO_FILTER } from '../../state/entry-filter.ts';
import { NEW_PLAN } from '../plan/export-plan.ts';
import { requestOf } from '../plan/plan-request.ts';
import { PreviewFeed } from './preview-feed.ts';

const REQUEST = requestOf(NEW_PLAN, NO_FILTER, '/srv');
const STORED = { lastId: 1, bySeverity: emptySeverityCounts() };

let api: ScriptedApi;
let feed: PreviewFeed;
let rows: number;

beforeEach(() => {
  vi.useFakeTimers();
  api = new ScriptedApi();
  rows = 7;
  api.answer('exports.preview', () => preview(rows));
  feed = new PreviewFeed(api);
});

afterEach(() => {
  feed.close();
  vi.useRealTimers();
});

function preview(count: number): ExportPreview {
  return { rows: count } as ExportPreview;
}

function searching(where: string): ExportRequest {
  return { ...REQUEST, query: { where } };
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

it('asks at once, and tells what it was told', async () => {
  feed.show(REQUEST);
  expect(feed.state.get()).toEqual({ preview: null, isOutdated: false, problem: null });
  await settle();
  expect(feed.state.get()).toEqual({ preview: { rows: 7 }, isOutdated: false, problem: null });
  expect(api.calls).toEqual([{ method: 'exports.preview', params: { request: REQUEST } }]);
});

it('does not ask the same twice', async () => {
  feed.show(REQUEST);
  await settle();
  feed.show({ ...REQUEST });
  await settle();
  expect(api.calls).toHaveLength(1);
});

it('keeps the counts while only the files change, and says so', async () => {
  feed.show(REQUEST);
  await settle();
  feed.show({ ...REQUEST, format: 'jsonl' });
  expect(feed.state.get()).toMatchObject({ preview: { rows: 7 }, isOutdated: true });
  await settle();
  expect(feed.state.get()).toMatchObject({ preview: { rows: 7 }, isOutdated: false });
});

it('shows no number of other entries', async () => {
  feed.show(REQUEST);
  await settle();
  feed.show(searching('ssh'));
  expect(feed.state.get().preview).toBeNull();
  await settle();
  feed.show({ ...searching('ssh'), afterBatchId: 41 });
  expect(feed.state.get().preview).toBeNull();
});

it('leaves an answer that nobody waits for any more', async () => {
  const letGo = api.holdBack('exports.preview');
  feed.show(searching('s'));
  await settle();
  rows = 3;
  feed.show(searching('ss'));
  letGo();
  await settle();
  expect(feed.state.get().preview).toEqual({ rows: 3 });
  expect(api.calls).toHaveLength(2);
});

it('counts again as entries come in, but not more often than every two seconds', async () => {
  feed.show(REQUEST);
  await settle();
  rows = 8;
  for (let stored = 0; stored < 20; stored += 1) {
    api.emit('entries.stored', STORED);
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(api.calls).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(api.calls).toHaveLength(2);
  expect(feed.state.get().preview).toEqual({ rows: 8 });
});

it('tells why it knows nothing, and asks again when it is told to', async () => {
  api.answer('exports.preview', () => {
    throw new AppError('query.invalid', 'A quotation mark is not closed.');
  });
  feed.show(searching('"'));
  await settle();
  expect(feed.state.get()).toMatchObject({ preview: null, problem: { code: 'query.invalid' } });
  api.answer('exports.preview', () => preview(1));
  feed.refresh();
  await settle();
  expect(feed.state.get()).toMatchObject({ preview: { rows: 1 }, problem: null });
});

it('asks nothing and listens to nothing when it is closed', async () => {
  feed.show(REQUEST);
  await settle();
  feed.close();
  expect(api.listeners).toBe(0);
  feed.refresh();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(api.calls).toHaveLength(1);
});
