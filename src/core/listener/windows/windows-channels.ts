import { OutputDecoder } from '../../parser/windows/output-decoder.ts';
import type { WevtutilOutcome } from './wevtutil-run.ts';
import { WevtutilRun } from './wevtutil-run.ts';

/** A channel that wevtutil knows. */
export interface WindowsChannel {
  name: string;
  /** null: its settings may not be read. */
  isEnabled: boolean | null;
}

/** A tool that does not answer for so long hangs. */
const ANSWER_DEADLINE_MS = 30_000;
/** Of a machine with many features installed there are about 1,200. */
const MAX_CHANNELS = 5000;

/** What a short call of wevtutil printed. */
export interface WevtutilAnswer {
  outcome: WevtutilOutcome;
  text: string;
}

/** The names of all channels (`wevtutil el`), in the order of the tool. @throws Error when wevtutil fails. */
export async function listWindowsChannels(command: readonly string[]): Promise<string[]> {
  const { outcome, text } = await askWevtutil(command, ['el']);
  if (outcome.exitCode !== 0) {
    throw new Error(`wevtutil el ended with ${String(outcome.exitCode)}: ${outcome.complaint}`, {
      cause: outcome.startError,
    });
  }
  const names = text.split(/\r?\n/).map((line) => line.trim());
  return names.filter((name) => name !== '').slice(0, MAX_CHANNELS);
}

/** What `wevtutil gl` says of one channel. */
export async function describeWindowsChannel(
  command: readonly string[],
  name: string,
  signal?: AbortSignal,
): Promise<WindowsChannel> {
  const { text } = await askWevtutil(command, ['gl', name], signal);
  const enabled = /^enabled:\s*(true|false)\s*$/im.exec(text)?.[1];
  return { name, isEnabled: enabled === undefined ? null : enabled.toLowerCase() === 'true' };
}

/** Runs wevtutil to its end, decoded; one that hangs is killed after ANSWER_DEADLINE_MS, one that nobody waits for any more at once. */
export async function askWevtutil(
  command: readonly string[],
  toolArguments: readonly string[],
  signal?: AbortSignal,
): Promise<WevtutilAnswer> {
  const pieces: Buffer[] = [];
  const run = new WevtutilRun([...command, ...toolArguments], (bytes) => {
    pieces.push(bytes);
    return true;
  });
  const stop = () => void run.stop(0);
  const timer = setTimeout(stop, ANSWER_DEADLINE_MS);
  signal?.addEventListener('abort', stop, { once: true });
  const outcome = await run.ended;
  clearTimeout(timer);
  signal?.removeEventListener('abort', stop);
  const text = new OutputDecoder().decode(Buffer.concat(pieces), true).toString('utf8');
  return { outcome, text: text.replace(/^\uFEFF/, '') };
}
