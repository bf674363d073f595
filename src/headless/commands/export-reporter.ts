import type { ExportBatch, ExportState } from '#contract/export-batch.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readWord } from '../command-line/option-values.ts';
import { printNote } from '../command-line/report-error.ts';
import { sizeText } from '../command-line/size-text.ts';
import { StatusLine } from '../command-line/status-line.ts';
import { isSettled, outputLineOf, progressLineOf, type ProgressLine } from './progress-line.ts';

/** `auto`: a line that changes, and a summary, where standard error is a terminal. `json`: ProgressLines. */
export const PROGRESS_STYLES = ['auto', 'none', 'json'] as const;
export type ProgressStyle = (typeof PROGRESS_STYLES)[number];

/** As often as the engine tells of a batch. */
const OUTPUT_INTERVAL_MS = 100;

/** Reads --progress. Throws an AppError `usage` for an unknown word. */
export function readProgressStyle(values: OptionValues): ProgressStyle {
  return readWord(values, 'progress', PROGRESS_STYLES) ?? 'auto';
}

/** Tells on standard error how an export goes. */
export class ExportReporter {
  readonly #style: ProgressStyle;
  readonly #stream: NodeJS.WriteStream;
  readonly #line: StatusLine;
  #outputToldAtMs = Number.NEGATIVE_INFINITY;

  constructor(style: ProgressStyle, stream: NodeJS.WriteStream = process.stderr) {
    this.#style = style;
    this.#stream = stream;
    this.#line = new StatusLine(stream);
  }

  /** A batch was changed, or has come further. */
  tell(batch: ExportBatch): void {
    if (this.#style === 'json') this.#print(progressLineOf(batch));
    if (this.#style !== 'auto') return;
    if (isSettled(batch)) this.#line.clear();
    else this.#line.show(progressText(batch));
  }

  /** So much of an export has gone to standard output. */
  tellOutput(state: ExportState, bytes: number): void {
    const nowMs = performance.now();
    if (state === 'running' && nowMs - this.#outputToldAtMs < OUTPUT_INTERVAL_MS) return;
    this.#outputToldAtMs = nowMs;
    if (this.#style === 'json') this.#print(outputLineOf(state, bytes));
    // On a terminal that shows the export itself a second line would tear it up.
    if (this.#style !== 'auto' || process.stdout.isTTY) return;
    if (state === 'running') this.#line.show(`Exporting: ${sizeText(bytes)}`);
    else this.#line.clear();
  }

  /** The batch is completed: says so on a terminal. */
  summarise(batch: ExportBatch): void {
    if (this.#style === 'auto' && this.#stream.isTTY) printNote(completedText(batch));
  }

  /** Takes the line away that changes. */
  clear(): void {
    this.#line.clear();
  }

  #print(line: ProgressLine): void {
    this.#stream.write(`${JSON.stringify(line)}\n`);
  }
}

/** How a batch goes, on one line. */
export function progressText(batch: ExportBatch): string {
  const { rows, rate, secondsLeft, rowsTotal } = progressLineOf(batch);
  const all = rowsTotal === null ? '' : ` of ${count(rowsTotal)}`;
  const parts = [
    `${count(rows ?? 0)}${all} entries (${String(Math.floor(batch.progress * 100))} %)`,
    `${rate === null ? '?' : count(rate)}/s`,
    `${secondsLeft === null ? '?' : count(secondsLeft)} s left`,
    ...(batch.currentPath === null ? [] : [batch.currentPath]),
  ];
  return `Exporting: ${parts.join(' · ')}`;
}

/** What a completed batch has written, on one line. */
export function completedText(batch: ExportBatch): string {
  const { files, fileCount, manifestPath } = batch;
  const [first] = files;
  const more = fileCount > 1 ? ` and ${count(fileCount - 1)} more ${fileCount === 2 ? 'file' : 'files'}` : '';
  const written = `${count(batch.rowsWritten)} entries (${sizeText(batch.bytesWritten)}) written to ${first?.path ?? 'nothing'}${more}`;
  return manifestPath === null ? written : `${written}; manifest ${manifestPath}`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
