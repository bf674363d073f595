import type { ServerResponse } from 'node:http';
import { posix, win32 } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError, toWireError } from '#contract/errors.ts';
import type { ExportFormat, ExportRequest } from '#contract/export.ts';
import { exportRequestSchema } from '#contract/export.ts';
import type { Engine } from '#core/engine/engine.ts';
import { sendRefusal } from './refusal-page.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  // RFC 4180 section 3.
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/** Characters that some file system refuses or some shell or spreadsheet obeys, and what would hide or reorder a name. */
const UNSAFE_IN_NAMES = /[<>:"/\\|?*%'`$\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Names that Windows keeps for devices, whatever the extension. */
const DEVICE_NAMES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

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
    const request = readRequest(requestText);
    const chunks = engine.streamExport(request, abort.signal)[Symbol.asyncIterator]();
    // The first bytes decide between an answer and an error: a status cannot be taken back.
    const first = options.isHead ? undefined : await chunks.next();
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': CONTENT_TYPES[request.format],
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

/** The last part of the path asked for, made safe on every system, with the format's extension. */
export function downloadName(request: Pick<ExportRequest, 'path' | 'format'>): string {
  const extension = `.${request.format}`;
  const name = win32.basename(posix.basename(request.path)).replace(UNSAFE_IN_NAMES, '_');
  const stem = (name.toLowerCase().endsWith(extension) ? name.slice(0, -extension.length) : name)
    .replace(/^[.\s-]+|[.\s]+$/g, '')
    .slice(0, 100);
  return `${stem === '' ? 'hydrant-export' : DEVICE_NAMES.test(stem) ? `_${stem}` : stem}${extension}`;
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
