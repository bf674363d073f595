import { userInfo } from 'node:os';
import type { MachineCheck } from './machine-check.ts';
import { bad, good, limited } from './machine-check.ts';
import type { ToolRun } from './run-tool.ts';
import { runTool } from './run-tool.ts';

const TOOL = 'journalctl';
const PERMISSION = 'permission to read the journal';
const ENTRIES = 'entries in the journal';

/**
 * Whether journalctl is there, may read the system's entries, and finds any. On systems without a journal: nothing.
 * `isOnlySource`: this machine has no other log that Hydrant can read.
 */
export async function checkJournal(
  isOnlySource: boolean,
  platform: NodeJS.Platform = process.platform,
): Promise<MachineCheck[]> {
  if (platform !== 'linux') return [];
  const version = await runTool(TOOL, ['--version']);
  if (version.exitCode !== 0) return [toolCheck(version, isOnlySource)];
  // Only --system tells: a user with a journal of their own gets exit code 0 and just their own entries without it.
  const permission = await runTool(TOOL, ['--system', '-n', '0', '-q', '--no-pager']);
  const oldest = await runTool(TOOL, ['-n', '1', '-q', '--no-pager', '-o', 'export']);
  return [toolCheck(version), permissionCheck(permission, oldest), entriesCheck(oldest)];
}

/** Judges `journalctl --version`. */
export function toolCheck(run: ToolRun, isOnlySource = true): MachineCheck {
  if (run.exitCode === 0) return good(TOOL, (run.stdout.split('\n')[0] ?? '').trim());
  const finding = run.isMissing ? 'is not installed' : `does not run: ${firstLine(run.stderr)}`;
  const judge = isOnlySource ? bad : limited;
  return judge(TOOL, finding, 'install systemd: Hydrant reads the journal through it');
}

/**
 * Judges `journalctl --system -n 0`. Source: journalctl refuses with exit code 1 and a message on stderr when none of the
 * system's files may be read; root and the groups systemd-journal, adm and wheel may.
 */
export function permissionCheck(
  run: ToolRun,
  anyEntry: ToolRun,
  user: string = userInfo().username,
): MachineCheck {
  if (run.exitCode === 0) return good(PERMISSION, `${user} may read the system’s entries`);
  const remedy = 'sudo usermod -aG systemd-journal "$USER", then log out and in again';
  if (!/insufficient permissions/i.test(run.stderr)) {
    return limited(PERMISSION, `could not be found out: ${firstLine(run.stderr)}`, null);
  }
  return anyEntry.exitCode === 0 && anyEntry.stdout !== ''
    ? limited(PERMISSION, `${user} may read only their own entries`, remedy)
    : bad(PERMISSION, `${user} may read no entry`, remedy);
}

function entriesCheck(run: ToolRun): MachineCheck {
  if (run.exitCode === 0 && run.stdout !== '') return good(ENTRIES, 'there are some');
  return limited(ENTRIES, 'there are none to read', 'systemctl status systemd-journald');
}

function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line === '' ? 'it gives no reason' : line;
}
