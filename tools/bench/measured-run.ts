import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';

/** What one run of a program cost. */
export interface MeasuredRun {
  seconds: number;
  /** Processor time of the program, all its threads and the programs that it ran itself. Hardly changes with the load of the machine. */
  processorSeconds: number;
  /** Most memory that the process with all its threads ever held (VmHWM). Linux only. */
  peakMemoryBytes: number;
  /** Memory held at a quarter, half and three quarters of the time, and near the end. */
  memoryByQuarterBytes: number[];
  stdout: string;
}

const SAMPLE_INTERVAL_MS = 50;

/** Runs a program to its end and measures it. `keepOutput: false` sends stdout to /dev/null. Throws when it fails. */
export async function measureRun(
  commandLine: readonly string[],
  { keepOutput }: { keepOutput: boolean },
): Promise<MeasuredRun> {
  const [program = '', ...programArguments] = commandLine;
  const processorSecondsBefore = processorSecondsOfChildren();
  const startedAtMs = performance.now();
  const child = spawn(program, programArguments, {
    stdio: ['ignore', keepOutput ? 'pipe' : 'ignore', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const samples: number[] = [];
  let peakMemoryBytes = 0;
  const sampler = setInterval(() => {
    const memory = memoryOf(child.pid ?? 0);
    if (memory === null || memory.nowBytes === 0) return; // 0: it has just ended.
    samples.push(memory.nowBytes);
    peakMemoryBytes = memory.peakBytes;
  }, SAMPLE_INTERVAL_MS);
  let endedAtMs = 0;
  child.once('exit', () => (endedAtMs = performance.now()));
  await once(child, 'close');
  clearInterval(sampler);
  if (child.exitCode !== 0) {
    throw new Error(
      `${commandLine.join(' ')} ended with ${child.exitCode ?? child.signalCode}: ${stderr.slice(-2000)}`,
    );
  }
  return {
    seconds: (endedAtMs - startedAtMs) / 1000,
    processorSeconds: processorSecondsOfChildren() - processorSecondsBefore,
    peakMemoryBytes,
    memoryByQuarterBytes: [0.25, 0.5, 0.75, 0.98].map(
      (share) => samples[Math.floor(samples.length * share)] ?? 0,
    ),
    stdout,
  };
}

function memoryOf(pid: number): { nowBytes: number; peakBytes: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return { nowBytes: kibibytes(status, 'VmRSS'), peakBytes: kibibytes(status, 'VmHWM') };
  } catch {
    return null; // Ended between two samples.
  }
}

function kibibytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
}

/** The kernel counts in hundredths of a second here (USER_HZ), on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;

/** What all ended children of this process and their descendants have used: cutime and cstime of proc_pid_stat(5). */
function processorSecondsOfChildren(): number {
  const { childrenTicks } = ticksOf('self');
  return childrenTicks / TICKS_PER_SECOND;
}

/** Processor time of a program that runs, all its threads, but not what it started. Linux only. */
export function processorSecondsOf(pid: number): number {
  return ticksOf(String(pid)).ownTicks / TICKS_PER_SECOND;
}

/** Source: proc_pid_stat(5), fields 14 to 17; a name may hold anything, also blanks. */
function ticksOf(process: string): { ownTicks: number; childrenTicks: number } {
  const afterName = readFileSync(`/proc/${process}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = afterName.slice(11, 15).map(Number);
  return { ownTicks: user + system, childrenTicks: childrenUser + childrenSystem };
}
