import type { CancelSignal } from '#contract/cancel-signal.ts';
import { AppError } from '#contract/errors.ts';
import type { LogCheck } from '#contract/machine-check.ts';
import { ToolSlots } from '../listener/windows/tool-slots.ts';
import { checkJournal } from './check-journal.ts';
import { checkKernel } from './check-kernel.ts';
import { checkMacos } from './check-macos.ts';
import { checkSyslogFiles } from './check-syslog-files.ts';
import { checkWindows } from './check-windows.ts';

/** Whoever asks while another one is answered waits: tools of this process are run for one at a time. */
const turns = new ToolSlots(1);

/**
 * What this user may read of this machine's logs, those of other systems included. Runs tools and waits for them, at most a minute; the
 * caller's thread is only kept for moments.
 * @throws AppError `cancelled` as soon as one of the signals is aborted; what runs then is ended.
 */
export async function checkLogs(...signals: readonly (CancelSignal | undefined)[]): Promise<LogCheck[]> {
  const { promise: given, reject } = Promise.withResolvers<never>();
  const cancelling = new AbortController();
  const cancel = () => {
    cancelling.abort();
    reject(new AppError('cancelled', 'Cancelled.'));
  };
  for (const signal of signals) signal?.addEventListener('abort', cancel, { once: true });
  if (signals.some((signal) => signal?.aborted === true)) cancel();
  try {
    return await Promise.race([given, turns.run(() => lookAround(cancelling.signal))]);
  } finally {
    for (const signal of signals) signal?.removeEventListener('abort', cancel);
  }
}

async function lookAround(signal: AbortSignal): Promise<LogCheck[]> {
  const [journal, syslogFiles, macos, windows] = await Promise.all([
    checkJournal(signal),
    checkSyslogFiles(),
    checkMacos(signal),
    checkWindows(signal),
  ]);
  return [journal, checkKernel(journal.access === 'all'), ...syslogFiles, macos, ...windows];
}
