import { useCallback } from 'react';
import type { ExportRequest } from '#contract/export-request.ts';
import { useAppModel } from '../../app-model.ts';
import type { EntryFilter } from '../../state/entry-filter.ts';
import { useStore } from '../../state/use-store.ts';
import type { ExportPlan } from '../plan/export-plan.ts';
import type { PlanFaults } from '../plan/plan-faults.ts';
import { planFaults } from '../plan/plan-faults.ts';
import { previewRequestOf } from '../plan/plan-request.ts';

/** A part of the form: what the plan says, and how it is changed. */
export interface PlanProps {
  plan: ExportPlan;
  onChange: (changes: Partial<ExportPlan>) => void;
}

/** The whole form as it stands. */
export interface ExportForm extends PlanProps {
  filter: EntryFilter;
  /** Where the shell puts exports; '': it has not said so yet. */
  directory: string;
  faults: PlanFaults;
  /** What a preview is asked for. */
  previewed: ExportRequest;
}

/** What is filled in, and what was chosen of entries: until that was changed here, what the live view shows. */
export function useExportForm(): ExportForm {
  const { exportPlan, exportFilter, feed, shell } = useAppModel();
  const plan = useStore(exportPlan);
  const live = useStore(feed.state);
  const filter = useStore(exportFilter) ?? live.filter;
  const directory = useStore(shell)?.exportDirectory ?? '';
  const onChange = useCallback(
    (changes: Partial<ExportPlan>) => {
      exportPlan.patch(changes);
    },
    [exportPlan],
  );
  return {
    plan,
    onChange,
    filter,
    directory,
    faults: planFaults(plan, directory),
    previewed: previewRequestOf(plan, filter, directory),
  };
}
