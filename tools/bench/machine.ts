import { execFileSync } from 'node:child_process';
import { cpus, totalmem, type as systemName, release } from 'node:os';
import { requireTool } from '../../test/journal/require-tool.ts';

/** The machine and versions in one line, to stand beside the figures. */
export function describeMachine(): string {
  const systemd = execFileSync(requireTool('journalctl'), ['--version'], { encoding: 'utf8' }).split('\n')[0];
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${systemName()} ${release()}, ${cpus().length} × ${model}, ${memory}, ${systemd ?? 'systemd'}, Node ${process.versions.node}`;
}
