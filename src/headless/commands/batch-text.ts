import type { ExportBatch } from '#contract/export-batch.ts';
import { visibleText } from '#core/queries/visible-text.ts';
import { alignedColumns } from '../command-line/aligned-columns.ts';
import { countsByName } from '../command-line/counts-by-name.ts';
import { localTime } from '../command-line/local-time.ts';
import { sizeText } from '../command-line/size-text.ts';
import { requestLines, targetText } from './request-text.ts';

const ORIGINS: Readonly<Record<ExportBatch['origin'], string>> = {
  view: 'in the export view',
  schedule: 'by a recurring export',
  command: 'on the command line',
  download: 'as a download in a browser',
};

/** A batch for machines: as the contract has it, with the severities' names as keys. */
export function batchReport(batch: ExportBatch): Record<string, unknown> {
  return {
    ...batch,
    bySeverity: countsByName(batch.bySeverity),
    files: batch.files.map((file) => ({ ...file, bySeverity: countsByName(file.bySeverity) })),
  };
}

/** Batches as people read them: one line each. */
export function batchListText(batches: readonly ExportBatch[], total: number): string {
  if (total === 0) return 'Nothing was exported yet\n';
  const lines = alignedColumns(
    batches.map((batch) => [
      `#${String(batch.id)}`,
      batch.state,
      timeToSeconds(batch.createdAtUnixUs),
      `${count(batch.rowsWritten)} entries`,
      sizeText(batch.bytesWritten),
      nameText(batch) + placeText(batch),
    ]),
  );
  if (total > batches.length) lines.push(`${count(batches.length)} of ${count(total)}: --limit shows more`);
  return `${lines.join('\n')}\n`;
}

/** Everything that is known of a batch, as people read it. */
export function batchText(batch: ExportBatch): string {
  const { request, problem } = batch;
  const lines = [
    `Batch      #${String(batch.id)}, ${batch.state}`,
    ...(problem === null
      ? []
      : [`Problem    ${visibleText([problem.message, problem.remedy].filter(Boolean).join(' '))}`]),
    `Asked for  ${localTime(batch.createdAtUnixUs)} ${ORIGINS[batch.origin]}`,
    ...(batch.endedAtUnixUs === null ? [] : [`Ended      ${localTime(batch.endedAtUnixUs)}`]),
    `Took       ${(batch.elapsedMs / 1000).toFixed(1)} s`,
    ...(request.watermark === undefined ? [] : [`Name       ${visibleText(request.watermark)}`]),
    ...(request.afterBatchId === undefined ? [] : [`Since      batch #${String(request.afterBatchId)}`]),
    ...rangeLines(batch),
    ...requestLines(request),
    ...redactionLines(batch),
    `Entries    ${count(batch.rowsWritten)}`,
    ...Object.entries(countsByName(batch.bySeverity)).map(
      ([name, entries]) => `  ${name.padEnd(11)}${count(entries).padStart(14)}`,
    ),
    `Files      ${count(batch.fileCount)}, ${sizeText(batch.bytesWritten)}`,
    ...fileLines(batch),
    ...(batch.manifestPath === null ? [] : [`Manifest   ${visibleText(batch.manifestPath)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Where the files of a batch are, and why it is not completed. */
function placeText({ files, fileCount, request, problem }: ExportBatch): string {
  const place = files[0] === undefined ? targetText(request.target) : visibleText(files[0].path);
  const more = fileCount > 1 ? ` and ${count(fileCount - 1)} more` : '';
  return `${place}${more}${problem === null ? '' : `: ${visibleText(problem.message)}`}`;
}

function nameText({ request: { watermark } }: ExportBatch): string {
  return watermark === undefined ? '' : `"${visibleText(watermark)}" `;
}

function rangeLines({ afterId, lastId }: ExportBatch): string[] {
  if (afterId === null || lastId === null) return [];
  if (lastId === afterId) return [`Looked at  nothing: no entry came after ${count(afterId)}`];
  return [`Looked at  entries ${count(afterId + 1)} to ${count(lastId)} of the store`];
}

function redactionLines({ request, redactions }: ExportBatch): string[] {
  if (request.redacts.length === 0) return [];
  return [
    `Replaced   ${request.redacts.map((kind) => `${kind} ${count(redactions[kind] ?? 0)}`).join(', ')}`,
  ];
}

function fileLines({ files, fileCount }: ExportBatch): string[] {
  const rows = files.map((file) => [
    `  ${visibleText(file.path)}`,
    `${count(file.rows)} entries`,
    sizeText(file.sizeBytes),
    file.sha256,
  ]);
  return [
    ...alignedColumns(rows),
    ...(fileCount > files.length
      ? [`  and ${count(fileCount - files.length)} more: --manifest has all of them`]
      : []),
  ];
}

function timeToSeconds(unixUs: number): string {
  return localTime(unixUs).slice(0, 19).replace('T', ' ');
}

function count(value: number): string {
  return value.toLocaleString('en');
}
