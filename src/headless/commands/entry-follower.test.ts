import { expect, it } from 'vitest';
import type { EntryRow } from '../../contract/entry.ts';
import type { EventName, EventPayload } from '../../contract/events.ts';
import type { MethodName, MethodParams, MethodResult } from '../../contract/methods.ts';
import { EntryFollower } from './entry-follower.ts';

/** Stands in for an engine: a list of entries of which only every `step`th matches the query. */
class ListDouble {
  entries = 0;
  onFirstAnswer: (() => void) | undefined;
  readonly #step: number;
  readonly #listeners = new Set<() => void>();

  constructor(step: number) {
    this.#step = step;
  }

  store(entries: number): void {
    this.entries += entries;
    for (const listener of this.#listeners) listener();
  }

  async call<M extends MethodName>(_method: M, params: MethodParams<M>): Promise<MethodResult<M>> {
    await Promise.resolve();
    const { anchor, limit } = params as MethodParams<'entries.list'>;
    const matching: number[] = [];
    for (let id = this.#step; id <= this.entries; id += this.#step) matching.push(id);
    const after = anchor.kind === 'after' ? matching.filter((id) => id > anchor.id) : matching;
    const ids = anchor.kind === 'newest' ? after.slice(-limit) : after.slice(0, limit);
    const result: MethodResult<'entries.list'> = {
      rows: ids.map((id) => ({ ...ROW, id })),
      hasOlder: ids.length > 0 && matching[0] !== ids[0],
      hasNewer: ids.length > 0 && matching.at(-1) !== ids.at(-1),
      lastId: this.entries,
      searchedToId: null,
      searchedToUnixUs: null,
    };
    this.onFirstAnswer?.();
    this.onFirstAnswer = undefined;
    return result as MethodResult<M>;
  }

  subscribe<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    if (name !== 'entries.stored') return () => undefined;
    const ring = listener as () => void;
    this.#listeners.add(ring);
    return () => this.#listeners.delete(ring);
  }
}

const ROW: EntryRow = {
  id: 1,
  sourceId: 1,
  timeUnixUs: 1,
  severity: 6,
  rawSeverity: null,
  host: '',
  unit: '',
  identifier: '',
  pid: null,
  message: '',
  messageBytes: 0,
  isMessageTruncated: false,
  isMessageBinary: false,
};

/** Follows until `last` was seen; stores 700 more entries after each page until then. */
async function idsSeen(
  list: ListDouble,
  start: Parameters<EntryFollower['follow']>[0],
  last: number,
): Promise<number[]> {
  const abort = new AbortController();
  const ids: number[] = [];
  for await (const rows of new EntryFollower(list, {}).follow(start, abort.signal)) {
    ids.push(...rows.map(({ id }) => id));
    if ((ids.at(-1) ?? 0) >= last) abort.abort();
    else if (list.entries < last) list.store(700);
  }
  return ids;
}

function multiplesOf(step: number, from: number, until: number): number[] {
  return Array.from({ length: Math.floor((until - from) / step) + 1 }, (_, index) => from + index * step);
}

it('begins with the newest and then gives each new match once, in order, over page borders', async () => {
  const list = new ListDouble(3);
  list.store(3000);
  const ids = await idsSeen(list, { kind: 'newest', entries: 10 }, 6000);
  expect(ids).toEqual(multiplesOf(3, 2973, ids.at(-1) ?? 0));
});

it('begins with all there is', async () => {
  const list = new ListDouble(1);
  list.store(1500);
  expect(await idsSeen(list, { kind: 'after', id: 0 }, 1500)).toEqual(multiplesOf(1, 1, 1500));
});

it('begins with nothing but what comes', async () => {
  const list = new ListDouble(1);
  list.store(5);
  list.onFirstAnswer = () => {
    list.store(1);
  };
  const abort = new AbortController();
  const pages = new EntryFollower(list, {}).follow({ kind: 'newest', entries: 0 }, abort.signal);
  expect(await pages.next()).toMatchObject({ value: [{ id: 6 }] });
  abort.abort();
  expect((await pages.next()).done).toBe(true);
});

it('ends when it is told to, also while it waits', async () => {
  const abort = new AbortController();
  const pages = new EntryFollower(new ListDouble(1), {}).follow({ kind: 'after', id: 0 }, abort.signal);
  const next = pages.next();
  abort.abort();
  expect((await next).done).toBe(true);
});
