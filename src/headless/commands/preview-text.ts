import type { ExportBatch } from '#contract/export-batch.ts';
import { SPREADSHEET_MAX_ROWS } from '#contract/export-format.ts';
import type { ExportPreview } from '#contract/export-preview.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { visibleText } from '#core/queries/visible-text.ts';
import { alignedColumns } from '../command-line/aligned-columns.ts';
import { countsByName } from '../command-line/counts-by-name.ts';
import { gapText } from '../command-line/gap-text.ts';
import { sizeText } from '../command-line/size-text.ts';

export interface ShownPreview {
  preview: ExportPreview;
  request: ExportRequest;
  /** A batch of the same name that is completed first; its entries are counted, too. */
  unfinished: ExportBatch | null;
}

/** What the writer should know before; `code` is for machines. */
export interface PreviewWarning {
  code: 'too-many-rows-for-spreadsheets' | 'not-enough-space';
  text: string;
}

/** More gaps than anyone reads on a terminal; --json has as many as the engine lists. */
const GAPS_SHOWN = 5;
const EXAMPLES_SHOWN = 10;

/** The preview for machines: one object, one line feed. */
export function previewJson(shown: ShownPreview): string {
  const { preview, unfinished } = shown;
  const report = {
    ...preview,
    bySeverity: countsByName(preview.bySeverity),
    unfinishedBatch: unfinished?.id ?? null,
    warnings: previewWarnings(shown),
  };
  return `${JSON.stringify(report, null, process.stdout.isTTY ? 2 : 0)}\n`;
}

/** The preview as people read it. */
export function previewText(shown: ShownPreview): string {
  const { preview, unfinished } = shown;
  const { estimatedFiles: files, target } = preview;
  const inFiles = target === null || files === 1 ? '' : ` in ${count(files)} files`;
  const lines = [
    `Entries    ${count(preview.rows)}`,
    ...Object.entries(countsByName(preview.bySeverity)).map(
      ([name, entries]) => `  ${name.padEnd(11)}${count(entries).padStart(14)}`,
    ),
    `Size       about ${sizeText(preview.estimatedBytes)}${inFiles}`,
    ...targetLines(target),
    ...(unfinished === null
      ? []
      : [`First      batch #${String(unfinished.id)}, which is not completed; its entries are counted here`]),
    ...previewWarnings(shown).map(({ text }) => `Warning    ${text}`),
    ...gapLines(preview),
    ...redactionLines(preview),
    ...firstRowLines(preview),
  ];
  return `${lines.join('\n')}\n`;
}

/** What will not go well, or not as expected. */
export function previewWarnings({ preview, request }: ShownPreview): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  const isForSpreadsheets = request.format === 'csv' || request.format === 'tsv';
  if (isForSpreadsheets && linesOfLargestFile(preview, request) > SPREADSHEET_MAX_ROWS) {
    warnings.push({
      code: 'too-many-rows-for-spreadsheets',
      text: `a spreadsheet opens at most ${count(SPREADSHEET_MAX_ROWS)} rows, header included: split it with --rows-per-file 1000000`,
    });
  }
  const freeBytes = preview.target?.freeBytes ?? null;
  if (freeBytes !== null && preview.estimatedBytes > freeBytes) {
    warnings.push({
      code: 'not-enough-space',
      text: `about ${sizeText(preview.estimatedBytes)} are needed and ${sizeText(freeBytes)} are free`,
    });
  }
  return warnings;
}

/** Rows and header; where only bytes bound a file, as the estimate has it. */
function linesOfLargestFile(
  { rows, estimatedFiles }: ExportPreview,
  { rowsPerFile = rows, bytesPerFile, text }: ExportRequest,
): number {
  const byBytes = bytesPerFile === undefined ? rows : Math.ceil(rows / estimatedFiles);
  return Math.min(rows, rowsPerFile, byBytes) + (text.hasHeader ? 1 : 0);
}

function targetLines(target: ExportPreview['target']): string[] {
  if (target === null) return ['Target     standard output'];
  const free = target.freeBytes === null ? '' : ` (${sizeText(target.freeBytes)} free)`;
  return [`Target     ${visibleText(target.path)}${free}`];
}

function gapLines({ gaps, gapCount }: ExportPreview): string[] {
  if (gapCount === 0) return ['Gaps       none'];
  const shown = gaps.slice(0, GAPS_SHOWN);
  return [
    `Gaps       ${count(gapCount)}`,
    ...shown.map((gap) => `  ${gapText(gap)}`),
    ...(gapCount > shown.length ? [`  and ${count(gapCount - shown.length)} more`] : []),
  ];
}

function redactionLines({ redaction }: ExportPreview): string[] {
  if (redaction === null) return [];
  const found = Object.entries(redaction.counts).map(
    ([kind, occurrences]) => `${kind} ${count(occurrences)}`,
  );
  const examples = redaction.examples
    .slice(0, EXAMPLES_SHOWN)
    .map(({ kind, text, pseudonym, occurrences }) => [
      `  ${kind}`,
      visibleText(text),
      visibleText(pseudonym),
      `${count(occurrences)} times`,
    ]);
  return [
    `Redaction  in ${count(redaction.sampledEntries)} entries that were looked at: ${found.join(', ')}`,
    ...alignedColumns(examples),
  ];
}

function firstRowLines({ firstRows }: ExportPreview): string[] {
  const lines =
    firstRows.kind === 'text'
      ? firstRows.text.replace(/\r?\n$/, '').split(/\r?\n/)
      : alignedColumns([firstRows.columns, ...firstRows.rows]);
  return ['', ...lines.map(visibleText), ...(firstRows.isCut ? ['…'] : [])];
}

function count(value: number): string {
  return value.toLocaleString('en');
}
