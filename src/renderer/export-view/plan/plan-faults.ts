import type { PatternFault } from '#contract/name-pattern.ts';
import type { ExportPlan } from './export-plan.ts';
import { destinationOf } from './export-plan.ts';
import { isNewEachTime, typedFault } from './name-pattern.ts';
import { triggerOf } from './recurrence.ts';
import { splitFaults, splitLimits } from './split-limits.ts';

/** Why a plan cannot be carried out yet, each fault beside the field that mends it. */
export interface PlanFaults {
  directory: 'none' | null;
  name: PatternFault | { kind: 'repeats'; found: string } | null;
  rows: boolean;
  size: boolean;
  scheduleName: 'none' | null;
  trigger: boolean;
}

/** @param directory where the shell puts exports; '': it has not said so yet. */
export function planFaults(plan: ExportPlan, directory: string): PlanFaults {
  const isRecurring = plan.frequency === 'recurring';
  const isFolder = destinationOf(plan) === 'folder';
  const split = isFolder ? splitFaults(plan.split) : { rows: false, size: false };
  return {
    directory: isFolder && (plan.directory ?? directory).trim() === '' ? 'none' : null,
    name: nameFault(plan),
    ...split,
    scheduleName: isRecurring && plan.recurrence.name.trim() === '' ? 'none' : null,
    trigger: isRecurring && triggerOf(plan.recurrence) === null,
  };
}

/** Whether anything keeps the plan from being carried out. */
export function hasFault(faults: PlanFaults): boolean {
  return Object.values(faults).some((fault) => fault !== null && fault !== false);
}

/** Whether a batch of this plan can have several files. */
export function isSplitPlan(plan: ExportPlan): boolean {
  const { rowsPerFile, bytesPerFile } = splitLimits(plan.split);
  return destinationOf(plan) === 'folder' && (rowsPerFile !== null || bytesPerFile !== null);
}

function nameFault(plan: ExportPlan): PlanFaults['name'] {
  const { namePattern } = plan;
  const fault = typedFault(namePattern, plan);
  if (fault !== null) return fault;
  return plan.frequency === 'recurring' && !isNewEachTime(namePattern)
    ? { kind: 'repeats', found: namePattern }
    : null;
}
