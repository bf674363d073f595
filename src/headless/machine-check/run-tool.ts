import { execFile } from 'node:child_process';

/** A tool that says nothing for so long is taken as hanging. */
const TIMEOUT_MS = 10_000;

/** How a short run of a tool ended; `null` in place of the exit code: it could not be started, or not within the time. */
export interface ToolRun {
  exitCode: number | null;
  isMissing: boolean;
  stdout: string;
  stderr: string;
}

/** Runs a tool of the system to its end, without a shell and in the C locale. Never rejects. */
export async function runTool(command: string, args: readonly string[]): Promise<ToolRun> {
  return await new Promise((resolve) => {
    const env = { ...process.env, LC_ALL: 'C.UTF-8', SYSTEMD_COLORS: '0', SYSTEMD_PAGER: '' };
    execFile(
      command,
      [...args],
      { timeout: TIMEOUT_MS, env, maxBuffer: 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        resolve({
          exitCode: typeof code === 'number' ? code : null,
          isMissing: code === 'ENOENT',
          stdout,
          stderr,
        });
      },
    );
  });
}
