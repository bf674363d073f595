import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { ServedCommand, enter } from '../../../test/headless/served-command.ts';
import { buildJournal } from '../../../test/journal/build-journal.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { serve } from './serve.ts';

let served: ServedCommand;
let values: OptionValues;

beforeEach(async () => {
  const folder = temporaryFolder();
  await buildJournal(join(folder, 'journal'), { count: 10 });
  values = { 'data-dir': join(folder, 'data'), source: [`journal:${join(folder, 'journal')}`] };
  served = new ServedCommand();
});

it('prints its address once and serves until it is interrupted', async () => {
  const exitCode = await served.serveWhile(serve, values, async (url) => {
    const cookie = await enter(url);
    const page = await fetch(new URL('/', url), { headers: { cookie } });
    expect(await page.text()).toBe('the view');
  });
  expect(exitCode).toBe(130);
  expect(served.output).toMatch(/^Hydrant is ready: http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/);
  expect(served.complaints).toBe('');
});

it('ends with 0 when it is asked to end politely', async () => {
  expect(await served.serveWhile(serve, values, () => Promise.resolve(), 'terminated')).toBe(0);
});

it('warns when others can reach it, and still wants the token', async () => {
  await served.serveWhile(serve, { ...values, host: '0.0.0.0' }, async (url) => {
    expect((await fetch(new URL('/', url))).status).toBe(401);
  });
  expect(served.complaints).toMatch(
    /^hydrant: warning: 0\.0\.0\.0 can be reached from other machines[^\n]+\n$/,
  );
});

it('does not take another port than the one asked for', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  await expect(served.serveWhile(serve, { ...values, port }, () => Promise.resolve())).rejects.toMatchObject({
    code: 'address.unavailable',
  });
  other.close();
});

it('says when the view is not built', async () => {
  rmSync(served.viewFolder, { recursive: true });
  await expect(served.serveWhile(serve, values, () => Promise.resolve())).rejects.toMatchObject({
    code: 'file.not-found',
  });
});
