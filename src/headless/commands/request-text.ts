import { extensionOf } from '#contract/export-format.ts';
import type { ExportRequest, ExportTarget } from '#contract/export-request.ts';
import { visibleText } from '#core/queries/visible-text.ts';
import { queryText } from '../command-line/query-text.ts';
import { sizeText } from '../command-line/size-text.ts';

/** What every request has, whether of a batch or of a recurring export. */
type RequestParts = Omit<ExportRequest, 'afterBatchId' | 'lastId' | 'watermark'>;

/** What is exported, how, and where to, as people read it. */
export function requestLines(request: RequestParts): string[] {
  const { redacts } = request;
  return [
    `Filter     ${visibleText(queryText(request.query))}`,
    `Format     ${formatText(request)}`,
    ...writingLines(request),
    ...(redacts.length === 0 ? [] : [`Redacts    ${redacts.join(', ')}`]),
    `Place      ${targetText(request.target)}${splitText(request)}`,
  ];
}

/** Where the files go. */
export function targetText(target: ExportTarget): string {
  switch (target.kind) {
    case 'file':
      return visibleText(target.path);
    case 'folder':
      return `${visibleText(target.directory)}, named ${visibleText(target.namePattern)}`;
    case 'download':
      return `a browser, named ${visibleText(target.namePattern)}`;
  }
}

function formatText({ format, compression, columns }: RequestParts): string {
  const packed = compression === 'none' ? '' : `, ${compression}`;
  const held = format === 'journal' ? 'all fields' : columns.map(visibleText).join(',');
  return `${format}${packed} (${extensionOf(format, compression)}): ${held}`;
}

/** The choices for text and times, of formats that have them. */
function writingLines({ format, text, times }: RequestParts): string[] {
  const isText = format === 'csv' || format === 'tsv';
  if (!isText && format !== 'jsonl') return [];
  const delimiter = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' }[text.delimiter];
  const choices = [
    ...(format === 'csv' ? [`delimiter ${delimiter}`] : []),
    ...(isText ? [`line end ${text.lineEnd}`] : []),
    ...(isText && text.hasByteOrderMark ? ['byte order mark'] : []),
    ...(isText && !text.hasHeader ? ['no header'] : []),
    ...(isText && !text.neutralisesFormulas ? ['raw'] : []),
    `times ${times.format} in ${visibleText(times.zone)}`,
  ];
  return [`Written    ${choices.join(', ')}`];
}

function splitText({ rowsPerFile, bytesPerFile }: RequestParts): string {
  const limits = [
    ...(rowsPerFile === undefined ? [] : [`${rowsPerFile.toLocaleString('en')} entries`]),
    ...(bytesPerFile === undefined ? [] : [sizeText(bytesPerFile)]),
  ];
  return limits.length === 0 ? '' : `, a new file after ${limits.join(' or ')}`;
}
