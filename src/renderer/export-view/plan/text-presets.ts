import type { ExportFormat, TextOptions, TextPreset } from '#contract/export-format.ts';
import { TEXT_PRESETS, textOptionsSchema } from '#contract/export-format.ts';
import type { ExportPlan } from './export-plan.ts';

/** Choices that belong together: those of the contract, and what the contract's defaults are. */
export type PlanPreset = 'standard' | TextPreset;

const PRESETS: Readonly<Record<PlanPreset, (typeof TEXT_PRESETS)[TextPreset]>> = {
  standard: { text: textOptionsSchema.parse({}), timeFormat: 'iso' },
  ...TEXT_PRESETS,
};

/** Whether files of that format have a delimiter, line ends, a header. */
export function hasTextOptions(format: ExportFormat): format is 'csv' | 'tsv' {
  return format === 'csv' || format === 'tsv';
}

/** Whether the format leaves open how times are written. */
export function hasTimeOptions(format: ExportFormat): boolean {
  return hasTextOptions(format) || format === 'jsonl';
}

/** The preset that the plan has; null: something differs from each. The zone of the times belongs to none. */
export function presetOf(plan: Pick<ExportPlan, 'format' | 'text' | 'times'>): PlanPreset | null {
  for (const [name, { text, timeFormat }] of Object.entries(PRESETS)) {
    if (plan.times.format === timeFormat && isSame(plan.text, text, plan.format)) return name as PlanPreset;
  }
  return null;
}

/** The plan with everything that belongs to the preset; the zone stays the user's choice. */
export function withPreset(plan: ExportPlan, preset: PlanPreset): ExportPlan {
  const { text, timeFormat } = PRESETS[preset];
  return { ...plan, text, times: { ...plan.times, format: timeFormat } };
}

function isSame(one: TextOptions, other: TextOptions, format: ExportFormat): boolean {
  return (
    // Tabs part the columns of TSV, whatever is chosen for CSV.
    (format === 'tsv' || one.delimiter === other.delimiter) &&
    one.hasByteOrderMark === other.hasByteOrderMark &&
    one.lineEnd === other.lineEnd &&
    one.hasHeader === other.hasHeader &&
    one.neutralisesFormulas === other.neutralisesFormulas
  );
}
