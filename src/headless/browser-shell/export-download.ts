import type { ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { AppError, toWireError } from '#contract/errors.ts';
import { exportRequestSchema, type ExportRequest } from '#contract/export-request.ts';
import type { Engine } from '#core/engine/engine.ts';
import { bindNames, partPath } from '#core/exports/files/batch-names.ts';
import { checkExportPath } from '#core/exports/files/export-path.ts';
import { EXPORT_FORMATS } from '#core/exports/formats/export-formats.ts';
import { sendRefusal } from './refusal-page.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/**
 * Answers `GET /export?request=…` with the export as a download. Reads no faster than the client does, and stops
 * when it goes away. A failure after the first bytes cuts the connection, so that the browser reports a failed download.
 */
export async function sendExport(
  response: ServerResponse,
  engine: Pick<Engine, 'streamExport'>,
  requestText: string | null,
  options: { isHead: boolean },
): Promise<void> {
  const abort = new AbortController();
  response.once('close', () => {
    abort.abort();
  });
  try {
    const request = asDownload(readRequest(requestText));
    const stream = engine.streamExport(request, { signal: abort.signal, isRecorded: true });
    const chunks = stream[Symbol.asyncIterator]();
    // The first bytes decide between an answer and an error: a status cannot be taken back.
    const first = options.isHead ? undefined : await chunks.next();
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': contentTypeOf(request),
      'content-disposition': contentDisposition(downloadName(request)),
      'cache-control': 'no-store',
    });
    if (first === undefined) response.end();
    else await pipeline(withFirst(first, chunks), response);
  } catch (error) {
    if (abort.signal.aborted || response.destroyed) return;
    if (response.headersSent) response.destroy();
    else refuseExport(response, error, options);
  }
}

function refuseExport(response: ServerResponse, thrown: unknown, options: { isHead: boolean }): void {
  const error = toWireError(thrown);
  const status = /^(request|query|export)\./.test(error.code) ? 400 : 500;
  sendRefusal(response, status, [error.message, error.remedy ?? ''].join(' ').trim(), options);
}

async function* withFirst(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

function readRequest(text: string | null): ExportRequest {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch (error) {
    throw new AppError('request.invalid', 'The export request is no JSON.', { cause: error });
  }
  const parsed = exportRequestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? 'request' : issue.path.join('.');
  throw new AppError(
    'request.invalid',
    `The export request does not fit: ${place}: ${issue?.message ?? 'invalid'}.`,
  );
}

/** The name with everything filled in. @throws AppError `export.invalid` for one that some system refuses. */
function downloadName(request: ExportRequest): string {
  const facts = { timeUnixUs: Date.now() * 1000, name: 'hydrant', batchId: 1, host: hostname() };
  const name = partPath(bindNames(request, facts), 1, 1);
  // Nobody knows on which system the browser runs: the strictest decides.
  checkExportPath(`/${name}`, 'win32');
  return name;
}

/** The request with the name that the browser is told: the record of the download has the same. */
function asDownload(request: ExportRequest): ExportRequest {
  if (request.target.kind !== 'download') {
    throw new AppError('request.invalid', 'The export request does not fit: target: it is no download.');
  }
  const name = downloadName(request).replaceAll(/[{}]/g, '$&$&');
  return { ...request, target: { kind: 'download', namePattern: name } };
}

function contentTypeOf(request: ExportRequest): string {
  if (request.format === 'parquet') return EXPORT_FORMATS.parquet.contentType(request);
  switch (request.compression) {
    case 'none':
      return EXPORT_FORMATS[request.format].contentType(request);
    case 'gzip':
      return 'application/gzip';
    case 'zstd':
      return 'application/zstd';
  }
}

/** Source: RFC 6266 section 4 and appendix D; RFC 8187 section 3.2. */
export function contentDisposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/gu, '_');
  const encoded = encodeURIComponent(name).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
