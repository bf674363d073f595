import type { WireError } from '#contract/errors.ts';
import type { ExportBatch, ExportState } from '#contract/export-batch.ts';

/** A file of a batch as `--progress json` names it. */
export interface ProgressFile {
  path: string;
  rows: number;
  bytes: number;
  sha256: string;
}

/** One line of `--progress json`. docs/command-line.md describes it for those who read it. */
export interface ProgressLine {
  /** null: an export to standard output, which is no batch. */
  batch: number | null;
  state: ExportState;
  /** Written so far; null: not known of standard output. */
  rows: number | null;
  /** null: nobody has counted them. */
  rowsTotal: number | null;
  bytes: number;
  /** Rows a second, since it began. null: no time has passed yet, or rows are not known. */
  rate: number | null;
  /** 0 to 1. */
  progress: number | null;
  secondsLeft: number | null;
  currentPath: string | null;
}

/** The last line of a batch: it has ended, or stands still. */
export interface LastProgressLine extends ProgressLine {
  /** The first 100 of them; the manifest has all. */
  files: ProgressFile[];
  fileCount: number;
  manifestPath: string | null;
  /** Why it failed or stands still. */
  problem: WireError | null;
}

/** Nothing more happens to the batch in this process, unless somebody asks for it. */
export function isSettled({ state }: Pick<ExportBatch, 'state'>): boolean {
  return state !== 'queued' && state !== 'running';
}

/** What is told of a batch, with files and manifest as soon as it is settled. */
export function progressLineOf(batch: ExportBatch): ProgressLine | LastProgressLine {
  const seconds = batch.elapsedMs / 1000;
  const line: ProgressLine = {
    batch: batch.id,
    state: batch.state,
    rows: batch.rowsWritten,
    rowsTotal: batch.rowsTotal,
    bytes: batch.bytesWritten,
    rate: seconds === 0 ? null : Math.round(batch.rowsWritten / seconds),
    // Four digits are enough to draw anything.
    progress: Math.floor(batch.progress * 10_000) / 10_000,
    secondsLeft: batch.progress === 0 ? null : Math.ceil((seconds / batch.progress) * (1 - batch.progress)),
    currentPath: batch.currentPath,
  };
  if (!isSettled(batch)) return line;
  return {
    ...line,
    files: batch.files.map(({ path, rows, sizeBytes, sha256 }) => ({
      path,
      rows,
      bytes: sizeBytes,
      sha256,
    })),
    fileCount: batch.fileCount,
    manifestPath: batch.manifestPath,
    problem: batch.problem,
  };
}

/** What is told of an export to standard output: its bytes are all that is known. */
export function outputLineOf(state: ExportState, bytes: number): ProgressLine {
  return {
    batch: null,
    state,
    rows: null,
    rowsTotal: null,
    bytes,
    rate: null,
    progress: null,
    secondsLeft: null,
    currentPath: null,
  };
}
