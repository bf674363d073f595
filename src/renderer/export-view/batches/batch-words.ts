import type { ExportBatch } from '#contract/export-batch.ts';
import { formatCount, formatShortTime } from '../../formats.ts';
import type { TimeZone } from '../../formats.ts';
import { texts } from '../../texts.ts';
import { formatWords } from '../plan/plan-words.ts';
import { queryWords } from '../query-words.ts';

/** The state of a batch: "Writing", "Waiting, second in line". @param queuedIds in the order in which they will be written. */
export function stateWords(batch: ExportBatch, queuedIds: readonly number[]): string {
  const words = texts.batches.states;
  if (batch.state === 'queued') {
    const place = queuedIds.indexOf(batch.id) + 1;
    return queuedIds.length > 1 && place > 0 ? words.queuedAt(place, queuedIds.length) : words.queued;
  }
  if (batch.state === 'paused') return batch.problem === null ? words.paused : words.stopped;
  return words[batch.state];
}

/** What a batch holds and how: "Entries of severity error and worse, since batch #40 · CSV, gzip". */
export function contentWords({ request }: Pick<ExportBatch, 'request'>, zone: TimeZone): string {
  const since = request.afterBatchId === undefined ? '' : texts.batches.sinceBatch(request.afterBatchId);
  return texts.batches.content(queryWords(request.query, zone), since, formatWords(request));
}

/** Who asked for a batch; null: this view, as is usual. */
export function originWords({ origin, request }: Pick<ExportBatch, 'origin' | 'request'>): string | null {
  const words = texts.batches.origins;
  switch (origin) {
    case 'view':
      return null;
    case 'schedule':
      return words.schedule(request.watermark ?? '');
    case 'command':
      return words.command;
    case 'download':
      return words.download;
  }
}

/** One line for choosing a batch: "#41, ended 2026-11-22 10:15:00, errors". */
export function batchTitle(batch: ExportBatch, zone: TimeZone): string {
  const { id, endedAtUnixUs, request } = batch;
  const ended = endedAtUnixUs === null ? '' : formatShortTime(endedAtUnixUs, zone);
  return texts.batches.titleOf(id, ended, queryWords(request.query, zone));
}

/** What is said of a batch that somebody waited for; null: nothing that they do not know. */
export function settledWords({ id, state, rowsWritten }: ExportBatch): string | null {
  const words = texts.batches.settled;
  switch (state) {
    case 'completed':
      return words.completed(id, rowsWritten, formatCount(rowsWritten));
    case 'paused':
      return words.stopped(id);
    case 'failed':
      return words.failed(id);
    case 'queued':
    case 'running':
    case 'cancelled':
      return null;
  }
}

/** The last part of a path of any system. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
