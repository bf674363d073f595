import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { buildJournal } from '../../../test/journal/build-journal.ts';
import { Interruption } from '../command-line/interruption.ts';
import { serve } from './serve.ts';

let folder: string;
let output: string;
let complaints: string;
let printed: PromiseWithResolvers<void>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hydrant-serve-'));
  await buildJournal(join(folder, 'journal'), { count: 10 });
  await writeFile(join(folder, 'index.html'), 'the view');
  output = '';
  printed = Promise.withResolvers();
  complaints = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    output += String(chunk);
    printed.resolve();
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    complaints += String(chunk);
    return true;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** Serves until `visit` is done with the address; returns the exit code. */
async function serveWhile(
  options: Record<string, string>,
  visit: (url: URL) => Promise<void>,
  reason: 'interrupted' | 'terminated' = 'interrupted',
): Promise<number> {
  const interruption = new Interruption();
  const values = {
    port: '0',
    ...options,
    'data-dir': join(folder, 'data'),
    source: [`journal:${join(folder, 'journal')}`],
  };
  const served = serve(values, interruption, folder);
  await Promise.race([served, printed.promise]);
  await visit(new URL(/http:\S+/.exec(output)?.[0] ?? ''));
  interruption.ask(reason);
  return await served;
}

it('prints its address once and serves until it is interrupted', async () => {
  const exitCode = await serveWhile({}, async (url) => {
    const first = await fetch(url, { redirect: 'manual' });
    expect(first.status).toBe(303);
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(new URL('/', url), { headers: { cookie } });
    expect(await page.text()).toBe('the view');
  });
  expect(exitCode).toBe(130);
  expect(output).toMatch(/^Hydrant is ready: http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/);
  expect(complaints).toBe('');
});

it('ends with 0 when it is asked to end politely', async () => {
  expect(await serveWhile({}, () => Promise.resolve(), 'terminated')).toBe(0);
});

it('warns when others can reach it, and still wants the token', async () => {
  await serveWhile({ host: '0.0.0.0' }, async (url) => {
    expect((await fetch(new URL('/', url))).status).toBe(401);
  });
  expect(complaints).toMatch(/^hydrant: warning: 0\.0\.0\.0 can be reached from other machines[^\n]+\n$/);
});

it('does not take another port than the one asked for', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  const options = { port, 'data-dir': join(folder, 'data') };
  await expect(serve(options, new Interruption(), folder)).rejects.toMatchObject({
    code: 'address.unavailable',
  });
  other.close();
});

it('says when the view is not built', async () => {
  const missing = join(folder, 'missing');
  await expect(serve({ port: '0' }, new Interruption(), missing)).rejects.toMatchObject({
    code: 'file.not-found',
  });
});
