import type { Verification } from '#contract/export-batch.ts';
import { visibleText } from '#core/queries/visible-text.ts';
import { EXIT_CODE } from '../command-line/report-error.ts';
import { writeOutput } from '../command-line/standard-streams.ts';

/** Says on standard output what a look at exported files found. Returns the exit code: 1 when a file is not as it was written. */
export async function printVerification(
  verification: Verification,
  format: 'text' | 'json',
): Promise<number> {
  await writeOutput(
    format === 'json'
      ? `${JSON.stringify(verification, null, process.stdout.isTTY ? 2 : 0)}\n`
      : verificationText(verification),
  );
  return verification.isIntact ? EXIT_CODE.done : EXIT_CODE.failed;
}

/** One line for each file that is not intact, and a last one that sums up. */
function verificationText({ files }: Pick<Verification, 'files'>): string {
  const wrong = files.filter(({ state }) => state !== 'intact');
  const lines = wrong.map(({ path, state, finding }) =>
    visibleText(finding === null ? `${state}  ${path}` : `${state}  ${path}: ${finding}`),
  );
  return [...lines, summaryOf(files.length, wrong.length), ''].join('\n');
}

function summaryOf(files: number, wrong: number): string {
  const all = files.toLocaleString('en');
  if (wrong === 0)
    return files === 1 ? 'The file is as it was written' : `All ${all} files are as they were written`;
  if (files === 1) return 'The file is not as it was written';
  return wrong === 1
    ? `1 of ${all} files is not as it was written`
    : `${wrong.toLocaleString('en')} of ${all} files are not as they were written`;
}
