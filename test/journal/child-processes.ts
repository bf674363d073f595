import { readFileSync, readdirSync } from 'node:fs';

/** The ids of the running children of process `parent`, or of those whose program is called `name`. Linux: reads /proc. */
export function childProcesses(parent: number, name?: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => isChild(pid, parent, name));
}

/** Whether a process exists and is not merely waiting to be collected by its parent. */
export function isRunning(pid: number): boolean {
  const fields = statFields(pid);
  return fields !== null && fields.state !== 'Z';
}

function isChild(pid: number, parent: number, name?: string): boolean {
  const fields = statFields(pid);
  if (fields === null || fields.parent !== parent || fields.state === 'Z') return false;
  return name === undefined || fields.name === name;
}

function statFields(pid: number): { name: string; state: string; parent: number } | null {
  try {
    const match = /^\d+ \((.*)\) (\S) (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    return match === null ? null : { name: match[1] ?? '', state: match[2] ?? '', parent: Number(match[3]) };
  } catch {
    return null; // Ended meanwhile.
  }
}
