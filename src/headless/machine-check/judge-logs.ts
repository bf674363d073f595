import type { LogCheck } from '#contract/machine-check.ts';
import { defaultSources } from '#core/listener/default-sources.ts';
import { sourceSpecs } from '#core/listener/source-spec.ts';
import type { MachineCheck } from './machine-check.ts';

/**
 * What the logs that this user may read are worth to Hydrant: `bad` where nothing can be read of one that is captured unless another is asked for.
 * @param captured - The sources of that.
 */
export function judgeLogs(
  checks: readonly LogCheck[],
  captured: readonly string[] = sourceSpecs(defaultSources()),
): MachineCheck[] {
  return checks.map(({ name, source, access, finding, remedy }) => {
    const isNeeded = captured.includes(source);
    return { name, state: judge(access, isNeeded), finding, remedy };
  });
}

function judge(access: LogCheck['access'], isNeeded: boolean): MachineCheck['state'] {
  switch (access) {
    case 'all':
      return 'good';
    case 'part':
      return 'limited';
    case 'none':
      return isNeeded ? 'bad' : 'limited';
    case 'absent':
      return isNeeded ? 'bad' : 'absent';
    default:
      return access satisfies never;
  }
}
