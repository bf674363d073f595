import { AppError } from '#contract/errors.ts';
import { ToolRun, type RunOutcome } from '../listener/tool-run.ts';

/** A tool that has not ended by then is taken as hanging: what it is asked for takes it well under a second. */
const DEADLINE_MS = 10_000;
const KILL_AFTER_MS = 1000;
/** More of its output is read, so that it ends, and thrown away. */
const KEPT_BYTES = 64 * 1024;

/** How a short run of a tool ended, and the beginning of what it printed. */
export interface ToolAnswer {
  outcome: RunOutcome;
  text: string;
}

/**
 * Runs a tool of the system to its end, without a shell. One that cannot be started or fails is an answer.
 * @throws AppError `cancelled`; `source.failed` when it does not end within `deadlineMs`. Either way it is ended.
 */
export async function askTool(
  commandLine: readonly string[],
  signal: AbortSignal,
  {
    environment,
    deadlineMs = DEADLINE_MS,
  }: { environment?: Readonly<Record<string, string>>; deadlineMs?: number } = {},
): Promise<ToolAnswer> {
  if (signal.aborted) throw cancelled();
  const pieces: Buffer[] = [];
  let keptBytes = 0;
  const run = new ToolRun(
    commandLine,
    (bytes) => {
      if (keptBytes < KEPT_BYTES) pieces.push(bytes.subarray(0, KEPT_BYTES - keptBytes));
      keptBytes += bytes.length;
      return true;
    },
    environment,
  );
  const deadline = AbortSignal.timeout(deadlineMs);
  const stop = () => void run.stop(KILL_AFTER_MS);
  const ending = AbortSignal.any([signal, deadline]);
  ending.addEventListener('abort', stop, { once: true });
  const outcome = await run.ended;
  ending.removeEventListener('abort', stop);
  if (signal.aborted) throw cancelled();
  if (deadline.aborted) {
    throw new AppError(
      'source.failed',
      `${commandLine[0] ?? 'The tool'} did not answer within ${String(deadlineMs / 1000)} s.`,
      { remedy: 'Test again when this machine is less busy.' },
    );
  }
  return { outcome, text: Buffer.concat(pieces).toString('utf8') };
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled.');
}
