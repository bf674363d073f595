import { constants } from 'node:os';
import { Interrupted } from './report.js';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * What a shell reports for a command that a signal ended: 130 for Ctrl+C.
 * @param {NodeJS.Signals} signal
 */
export function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

/**
 * Turns the signals that ask the launcher to end into an AbortSignal, so that each step can clean up behind itself.
 * Its reason is an Interrupted. Repeats change nothing: npm passes on a Ctrl+C that the terminal has already sent.
 * @returns {{ signal: AbortSignal, stopListening: () => void }}
 */
export function listenForInterruption() {
  const controller = new AbortController();
  const handlers = SIGNALS.map((name) => {
    const handler = () => controller.abort(new Interrupted(name));
    process.on(name, handler);
    return { name, handler };
  });
  return {
    signal: controller.signal,
    stopListening() {
      for (const { name, handler } of handlers) process.off(name, handler);
    },
  };
}
