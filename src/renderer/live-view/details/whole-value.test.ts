import type { EngineApi } from '#contract/engine-api.ts';
import type { ValuePart } from '#contract/entry.ts';
import { describe, expect, it } from 'vitest';
import { PAGE_LENGTH, readWholeValue } from './whole-value.ts';

const address = { entryId: 1, field: 'message', index: 0 };

/** Answers with these parts in turn, as an engine does for one value. */
function partsOf(parts: readonly string[], encoding: ValuePart['encoding'] = 'utf8'): EngineApi {
  const sizeBytes = parts.reduce((sum, part) => sum + part.length, 0);
  let next = 0;
  return {
    call: (_method: string, _params: object, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      const value = parts[next] ?? '';
      next += 1;
      const nextOffsetBytes = next < parts.length ? next : null;
      return Promise.resolve({ encoding, value, sizeBytes, nextOffsetBytes });
    },
    subscribe: () => () => undefined,
  } as unknown as EngineApi;
}

async function read(api: EngineApi, signal = new AbortController().signal) {
  const progress: number[] = [];
  const value = await readWholeValue(api, address, signal, (readBytes) => progress.push(readBytes));
  return { ...value, progress };
}

describe('reading a whole value', () => {
  it('joins the parts without losing or doubling a character, whatever the sizes', async () => {
    for (const length of [0, 1, PAGE_LENGTH - 1, PAGE_LENGTH, PAGE_LENGTH + 1, 3 * PAGE_LENGTH]) {
      const text = Array.from({ length }, (_, index) => String(index % 10)).join('');
      const half = Math.floor(length / 2);
      const { pages, sizeBytes } = await read(partsOf([text.slice(0, half), text.slice(half)]));
      expect(pages.join('')).toBe(text);
      expect(pages.every((page) => page.length <= PAGE_LENGTH)).toBe(true);
      expect(pages).toHaveLength(Math.max(1, Math.ceil(length / PAGE_LENGTH)));
      expect(sizeBytes).toBe(length);
    }
  });

  it('keeps the halves of a character on one page', async () => {
    const text = `${'x'.repeat(PAGE_LENGTH - 1)}🚒 and on`;
    const { pages } = await read(partsOf([text]));
    expect(pages).toEqual(['x'.repeat(PAGE_LENGTH - 1), '🚒 and on']);
  });

  it('shows bytes that are no text by their numbers', async () => {
    const { pages, isBinary } = await read(partsOf([btoa('caf\xe9\n'), btoa('\0')], 'base64'));
    expect(pages).toEqual([String.raw`caf\xE9` + '\n' + String.raw`\x00`]);
    expect(isBinary).toBe(true);
  });

  it('tells after every part how far it is, and stops when it is told to', async () => {
    const { progress } = await read(partsOf(['aa', 'b', 'c']));
    expect(progress).toEqual([1, 2, 4]);
    const call = new AbortController();
    const reading = readWholeValue(partsOf(['a', 'b']), address, call.signal, () => {
      call.abort();
    });
    await expect(reading).rejects.toThrow(/abort/i);
  });
});
