import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag } from '../command-line/option-values.ts';
import { readDataDir } from '../command-line/read-engine-options.ts';
import { EXIT_CODE } from '../command-line/report-error.ts';
import { writeOutput } from '../command-line/standard-streams.ts';
import { visibleText } from '#core/queries/visible-text.ts';
import { checkDesktop } from '../machine-check/check-desktop.ts';
import { checkLogs } from '#core/machine-check/check-logs.ts';
import { checkNode, checkSqlite } from '../machine-check/check-runtime.ts';
import { checkStore } from '../machine-check/check-store.ts';
import { judgeLogs } from '../machine-check/judge-logs.ts';
import type { MachineCheck } from '../machine-check/machine-check.ts';

const MARKS: Readonly<Record<MachineCheck['state'], string>> = {
  good: 'ok ',
  limited: '-- ',
  bad: 'BAD',
  absent: '   ',
};

/** `hydrant doctor`: what this machine can and cannot do. Ends with 1 when Hydrant cannot capture or store here. */
export async function doctor(values: OptionValues): Promise<number> {
  const [sqlite, logs, store] = await Promise.all([
    checkSqlite(),
    checkLogs(),
    checkStore(readDataDir(values)),
  ]);
  const checks = [checkNode(), sqlite, ...judgeLogs(logs), store, ...checkDesktop()];
  await writeOutput(readFlag(values, 'json') ? `${JSON.stringify({ checks })}\n` : checksText(checks));
  return checks.some((check) => check.state === 'bad') ? EXIT_CODE.failed : EXIT_CODE.done;
}

/** The checks as people read them, with what mends each below it. */
export function checksText(checks: readonly MachineCheck[]): string {
  let text = '';
  for (const { state, name, finding, remedy } of checks) {
    text += `${MARKS[state]} ${name}: ${visibleText(finding)}\n`;
    if (remedy !== null) text += `      ${visibleText(remedy)}\n`;
  }
  return text;
}
