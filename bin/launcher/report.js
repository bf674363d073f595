/**
 * One line on stderr: stdout belongs to the command, which may print data there.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`hydrant: ${line}\n`);
}

/** What keeps the launcher from starting the command, said in one line: what failed, on what, what to do. */
export class LauncherError extends Error {
  /**
   * @param {string} message
   * @param {string} [output] The end of what the failed tool printed.
   */
  constructor(message, output = '') {
    super(message);
    this.name = 'LauncherError';
    this.output = output;
  }
}

/** Ctrl+C or another request to end, while the launcher itself was at work. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`Interrupted by ${signal}.`);
    this.name = 'Interrupted';
    this.signal = signal;
  }
}
