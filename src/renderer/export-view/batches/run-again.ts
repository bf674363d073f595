import type { ExportBatch } from '#contract/export-batch.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { patternAgain } from '../plan/name-pattern.ts';
import { placeBeside } from '../plan/plan-request.ts';

/**
 * Whether the same can be asked for once more. A batch of a recurring export holds what was new then: the recurring export
 * itself knows how to go on.
 * @param canDownload this shell takes downloads.
 */
export function canRunAgain({ request }: Pick<ExportBatch, 'request'>, canDownload: boolean): boolean {
  return request.watermark === undefined && (request.target.kind !== 'download' || canDownload);
}

/** The same once more: of all that is there now, relative times counted from now, and under a new name. */
export function requestAgain(request: ExportRequest): ExportRequest {
  const { lastId: _lastId, watermark: _watermark, ...same } = request;
  const { nowUnixUs: _nowUnixUs, ...query } = request.query;
  return { ...same, query, target: newTarget(request), replacesExisting: false };
}

/** The time in a name that was made from a pattern. */
const COMPACT_TIME = /\d{8}T\d{6}Z/g;

function newTarget(request: ExportRequest): ExportRequest['target'] {
  const { target } = request;
  switch (target.kind) {
    case 'file':
      return placeBeside(target.path, request);
    case 'folder':
      return { ...target, namePattern: patternAgain(target.namePattern, request) };
    case 'download':
      // Of a download the record has the name, no longer the pattern. One that is taken is numbered by the browser.
      return { ...target, namePattern: target.namePattern.replaceAll(COMPACT_TIME, '{time}') };
  }
}
