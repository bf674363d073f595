import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { requireTool } from '../journal/require-tool.ts';

let started = 0;

/**
 * A real rsyslogd that writes what comes over TCP into one file; gone after the test. It needs a moment until it listens. Its buffer is larger than by default, 4 KiB: that is
 * written in the middle of a line, and a cut there leaves a half at the end of one file and a half at the beginning of the next.
 */
export function startRsyslogd(folder: string, log: string): { pid: number; port: number } {
  started += 1;
  const port = 20_000 + ((process.pid + started) % 20_000);
  const configuration = join(folder, 'rsyslog.conf');
  const input = `module(load="imtcp")\ninput(type="imtcp" address="127.0.0.1" port="${String(port)}")`;
  writeFileSync(
    configuration,
    `global(workDirectory="${folder}")\n${input}\naction(type="omfile" file="${log}" ioBufferSize="1m")\n`,
  );
  const daemon = spawn(
    requireTool('rsyslogd'),
    ['-n', '-f', configuration, '-i', join(folder, 'rsyslogd.pid')],
    { stdio: 'ignore' },
  );
  onTestFinished(() => void daemon.kill('SIGKILL'));
  if (daemon.pid === undefined) throw new Error('rsyslogd has no process id');
  return { pid: daemon.pid, port };
}
