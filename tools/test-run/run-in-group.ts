import { spawn, spawnSync } from 'node:child_process';

/** How long a tool may take to end when asked, before it is ended by force. */
const GRACE_MS = 5_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How a tool ended: its exit code, or why it has none. */
export type ToolEnd =
  | { kind: 'exited'; code: number }
  | { kind: 'timed-out' }
  | { kind: 'failed'; reason: string };

/**
 * Runs a tool with its output on this terminal, in a process group of its own: nothing that it started outlives it.
 *
 * @param options.timeLimitMs After this the whole group is ended.
 */
export async function runInGroup(
  file: string,
  args: readonly string[],
  options: { timeLimitMs: number; env?: NodeJS.ProcessEnv },
): Promise<ToolEnd> {
  const isWindows = process.platform === 'win32';
  const child = spawn(file, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: options.env ?? process.env,
    detached: !isWindows,
  });
  const { promise, resolve } = Promise.withResolvers<ToolEnd>();
  let hasTimedOut = false;
  child.once('error', (error) => resolve({ kind: 'failed', reason: error.message }));
  child.once('close', (code, signal) => {
    if (hasTimedOut) resolve({ kind: 'timed-out' });
    else if (code === null) resolve({ kind: 'failed', reason: `ended by ${String(signal)}` });
    else resolve({ kind: 'exited', code });
  });

  const end = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    if (isWindows) child.kill(signal);
    else endGroup(child.pid, signal);
  };
  let forceTimer: NodeJS.Timeout | undefined;
  const limitTimer = setTimeout(() => {
    hasTimedOut = true;
    if (child.pid !== undefined) console.log(`Still running:\n${processesOf(child.pid)}`);
    end('SIGTERM');
    forceTimer = setTimeout(end, GRACE_MS, 'SIGKILL');
  }, options.timeLimitMs);
  const handlers = SIGNALS.map((name) => {
    const handler = (): void => end(name);
    process.on(name, handler);
    return { name, handler };
  });
  try {
    return await promise;
  } finally {
    clearTimeout(limitTimer);
    clearTimeout(forceTimer);
    for (const { name, handler } of handlers) process.off(name, handler);
    end('SIGKILL');
  }
}

/** Does nothing when the group is gone. */
function endGroup(groupId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-groupId, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** What of a group has not ended, one process a line: the last hint at what a tool waited for. */
function processesOf(groupId: number): string {
  const { stdout } = spawnSync('ps', ['-e', '-o', 'pgid=,pid=,ppid=,etime=,args='], { encoding: 'utf8' });
  // null: there is no ps on this system.
  const lines = (stdout as string | null)?.split('\n') ?? [];
  return lines.filter((line) => Number.parseInt(line, 10) === groupId).join('\n');
}
