import type { ExportFormat, TextOptions, TextPreset } from '#contract/export-format.ts';
import { TEXT_PRESETS, standardTextOptions } from '#contract/export-format.ts';
import type { ExportPlan } from './export-plan.ts';

/** Choices that belong together: those of the contract, and what the contract's defaults are. */
export type PlanPreset = 'standard' | TextPreset;

/** In the order in which they are offered. */
export const PLAN_PRESETS = ['standard', 'spreadsheet', 'machine'] as const satisfies readonly PlanPreset[];

function choicesOf(preset: PlanPreset, format: ExportFormat): (typeof TEXT_PRESETS)[TextPreset] {
  return preset === 'standard'
    ? { text: standardTextOptions(format), timeFormat: 'iso' }
    : TEXT_PRESETS[preset];
}

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
  const has = (preset: PlanPreset): boolean => {
    const { text, timeFormat } = choicesOf(preset, plan.format);
    return plan.times.format === timeFormat && isSame(plan.text, text, plan.format);
  };
  return PLAN_PRESETS.find(has) ?? null;
}

/** The plan with everything that belongs to the preset; the zone stays the user's choice. */
export function withPreset(plan: ExportPlan, preset: PlanPreset): ExportPlan {
  const { text, timeFormat } = choicesOf(preset, plan.format);
  return { ...plan, text, times: { ...plan.times, format: timeFormat } };
}

/** The plan for another format: lines end as that one's preset has it, unless the user has chosen otherwise. */
export function withFormat(plan: ExportPlan, format: ExportFormat): ExportPlan {
  const preset = presetOf(plan);
  if (preset === null) return { ...plan, format };
  const { lineEnd } = choicesOf(preset, format).text;
  return { ...plan, format, text: { ...plan.text, lineEnd } };
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
