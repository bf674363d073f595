import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request as send } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '../../contract/errors.ts';
import { exportRequestSchema } from '../../contract/export-request.ts';
import { chunksOf } from '../../../test/headless/engine-double.ts';
import { TestShell } from '../../../test/headless/start-shell.ts';
import { contentDisposition } from './export-download.ts';

const REQUEST = exportRequestSchema.parse({
  query: { severities: [3, 4] },
  format: 'csv',
  target: { kind: 'download', namePattern: 'errors.csv' },
  columns: ['time', 'message'],
  replacesExisting: false,
});

let shell: TestShell;

beforeEach(async () => {
  shell = await TestShell.start();
});

afterEach(async () => {
  await shell.stop();
});

function target(request: unknown = REQUEST): string {
  return `/export?request=${encodeURIComponent(JSON.stringify(request))}`;
}

it('sends the export as an attachment that nothing keeps', async () => {
  shell.engine.exported = () => chunksOf(['time,message\r\n', '1,a\r\n']);
  const answer = await shell.get(target(), { cookie: await shell.enter() });
  expect(answer).toMatchObject({ status: 200, body: 'time,message\r\n1,a\r\n' });
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
  expect(answer.headers['content-disposition']).toBe(
    `attachment; filename="errors.csv"; filename*=UTF-8''errors.csv`,
  );
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(shell.engine.exportRequests).toEqual([REQUEST]);
});

it('sends an export without entries', async () => {
  const answer = await shell.get(target(), { cookie: await shell.enter() });
  expect(answer).toMatchObject({ status: 200, body: '' });
});

it('exports nothing for HEAD', async () => {
  shell.engine.exported = () => failing(new Error('must not run'));
  const answer = await shell.get(target(), { cookie: await shell.enter() }, 'HEAD');
  expect(answer).toMatchObject({ status: 200, body: '' });
  expect(answer.headers['content-disposition']).toContain('errors.csv');
});

it('exports nothing for another site, cookie or not', async () => {
  const cookie = await shell.enter();
  const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
  expect((await shell.get(target(), { ...foreign, cookie })).status).toBe(403);
  expect((await shell.get(target(), { origin: 'https://evil.example', cookie })).status).toBe(403);
  expect((await shell.get(target())).status).toBe(401);
  expect(shell.engine.exportRequests).toEqual([]);
});

it('refuses a request that does not fit, and says where', async () => {
  const cookie = await shell.enter();
  for (const bad of ['/export', '/export?request=', '/export?request={', target({ ...REQUEST, extra: 1 })]) {
    expect((await shell.get(bad, { cookie })).status).toBe(400);
  }
  const answer = await shell.get(target({ ...REQUEST, format: 'xls' }), { cookie });
  expect(answer).toMatchObject({ status: 400 });
  expect(answer.body).toContain('format');
});

it('tells of a failure before the first byte in words', async () => {
  shell.engine.exported = () => failing(new AppError('query.invalid', 'There is no severity <eror>.'));
  const answer = await shell.get(target(), { cookie: await shell.enter() });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('There is no severity &lt;eror>.');
});

it('cuts the connection when the export fails half-way, so that the browser does not take it for complete', async () => {
  shell.engine.exported = () =>
    failing(new AppError('file.failed', 'The disk is gone.'), ['time,message\r\n']);
  await expect(shell.get(target(), { cookie: await shell.enter() })).rejects.toMatchObject({
    code: 'ECONNRESET',
  });
});

it('waits for a slow client, and stops when it goes away', async () => {
  const stopped = Promise.withResolvers<number>();
  shell.engine.exported = (signal) => endless(signal, stopped.resolve);
  const cookie = await shell.enter();
  const sent = send({ port: shell.shell.port, host: '127.0.0.1', path: target(), headers: { cookie } });
  sent.on('error', () => undefined);
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  await once(response, 'readable');
  sent.destroy();
  // Without back-pressure it would be as much as fits between two turns of the event loop for ever; sockets buffer a few MiB.
  expect(await stopped.promise).toBeLessThan(64);
});

it('names a download after its pattern, with the extension of its format', async () => {
  const cookie = await shell.enter();
  for (const [namePattern, format, name] of [
    ['errors', 'csv', 'errors.csv'],
    ['errors.csv', 'csv', 'errors.csv'],
    ['fähré {{1}}', 'jsonl', 'f_hr_ {1}.jsonl'],
  ] as const) {
    const request = { ...REQUEST, format, target: { kind: 'download', namePattern } };
    const answer = await shell.get(target(request), { cookie });
    expect(answer.headers['content-disposition']).toContain(`filename="${name}"`);
  }
  const timed = { ...REQUEST, compression: 'gzip', target: { kind: 'download', namePattern: 'log-{time}' } };
  const answer = await shell.get(target(timed), { cookie });
  expect(answer.headers['content-disposition']).toMatch(/filename="log-\d{8}T\d{6}Z\.csv\.gz"/);
  expect(answer.headers['content-type']).toBe('application/gzip');
});

it('refuses a name that some system refuses, and a target that is no download', async () => {
  const cookie = await shell.enter();
  for (const namePattern of [
    '../x',
    'a"b',
    'a\r\nSet-Cookie: x',
    'con',
    'a\u202eb',
    '{nme}',
    'x'.repeat(200).repeat(2),
  ]) {
    const request = { ...REQUEST, target: { kind: 'download', namePattern } };
    expect((await shell.get(target(request), { cookie })).status).toBe(400);
  }
  const toFile = { ...REQUEST, target: { kind: 'file', path: '/etc/passwd' } };
  expect((await shell.get(target(toFile), { cookie })).status).toBe(400);
  expect(shell.engine.exportRequests).toEqual([]);
});

it('writes the name for old and new browsers', () => {
  expect(contentDisposition("fähr 'né' 日.csv")).toBe(
    `attachment; filename="f_hr 'n_' _.csv"; filename*=UTF-8''f%C3%A4hr%20%27n%C3%A9%27%20%E6%97%A5.csv`,
  );
});

async function* failing(error: Error, before: string[] = []): AsyncGenerator<Uint8Array> {
  yield* chunksOf(before);
  throw error;
}

async function* endless(
  signal: AbortSignal | undefined,
  onStop: (chunks: number) => void,
): AsyncGenerator<Uint8Array> {
  const isAborted = (): boolean => signal?.aborted === true;
  let chunks = 0;
  try {
    while (!isAborted()) {
      chunks += 1;
      yield await Promise.resolve(Buffer.alloc(256 * 1024));
    }
  } finally {
    onStop(chunks);
  }
}
