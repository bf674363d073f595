import { AppError } from '#contract/errors.ts';
import type { WireError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readText } from '../command-line/option-values.ts';
import { printNote } from '../command-line/report-error.ts';
import { shellWord } from '../command-line/shell-word.ts';

/**
 * Throws an AppError that says why a settled batch is not completed and what to do: when complete files of it are there, how to go on
 * behind them. `cancelled` when the user ended it, or held it, which is told.
 */
export function requireCompleted(batch: ExportBatch, values: OptionValues): void {
  const { state, problem } = batch;
  if (state === 'completed') return;
  if (state === 'cancelled') throw new AppError('cancelled', 'Interrupted');
  if (problem === null) {
    // The command ends here, and not the batch.
    printNote(
      `batch #${String(batch.id)} stands still${behind(batch)}: go on with ${resumeCommand(batch.id, values)}`,
    );
    throw new AppError('cancelled', 'Interrupted');
  }
  if (state === 'paused') throw resumable(batch, problem, values);
  if (problem.code !== 'file.exists') throw AppError.fromWire(problem);
  throw AppError.fromWire({ ...problem, remedy: 'choose another name, or replace it with --force' });
}

/** `hydrant exports resume 7`, for the store that this command works with. */
export function resumeCommand(id: number, values: OptionValues): string {
  const dataDir = readText(values, 'data-dir');
  const command = `hydrant exports resume ${String(id)}`;
  return dataDir === undefined ? command : `${command} --data-dir ${shellWord(dataDir)}`;
}

function resumable(batch: ExportBatch, problem: WireError, values: OptionValues): AppError {
  const goOn = `run ${resumeCommand(batch.id, values)}${batch.fileCount === 0 ? '' : `, which goes on${behind(batch)}`}`;
  const mending = mendingOf(problem);
  const remedy = mending === undefined ? goOn : `${mending}, then ${goOn}`;
  const orForce = problem.code === 'file.exists' ? '; with --force it replaces that file' : '';
  return AppError.fromWire({ ...problem, remedy: remedy + orForce });
}

/** What comes before a batch is resumed, which writes to the same place as before. */
function mendingOf({ code, remedy }: WireError): string | undefined {
  switch (code) {
    case 'disk.full':
      return 'free some space';
    case 'file.exists':
      return 'move it away';
    case 'file.not-found':
      return 'make the folder again';
    case 'file.permission-denied':
      return 'allow that';
    case 'export.interrupted':
      return undefined;
    default:
      return remedy?.replace(/[.\s]+$/u, '');
  }
}

function behind({ fileCount }: ExportBatch): string {
  if (fileCount === 0) return '';
  return fileCount === 1
    ? ' after the file that is complete'
    : ` after the ${fileCount.toLocaleString('en')} files that are complete`;
}
