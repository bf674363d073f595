import type { Settings } from '../../state/settings.ts';
import type { ExportPlan } from './export-plan.ts';
import { NEW_PLAN } from './export-plan.ts';

/** The plan that the view begins with: how the last export was written, and nothing of what it held. */
export function planOfSettings({ exportForm }: Settings): ExportPlan {
  return exportForm === null ? NEW_PLAN : { ...NEW_PLAN, ...exportForm };
}

/** What is kept of a plan that was carried out. */
export function rememberedOf(plan: ExportPlan): NonNullable<Settings['exportForm']> {
  const { format, compression, columns, text, times, redacts, directory } = plan;
  return { format, compression, columns: [...columns], text, times, redacts: [...redacts], directory };
}
