import type { ReactNode } from 'react';
import type { ExportCompression, ExportFormat } from '#contract/export-format.ts';
import { EXPORT_COMPRESSIONS, EXPORT_FORMAT_NAMES } from '#contract/export-format.ts';
import { Choice } from '../../components/choice.tsx';
import { texts } from '../../texts.ts';
import { optionWords } from '../plan/plan-words.ts';
import type { PlanPreset } from '../plan/text-presets.ts';
import {
  PLAN_PRESETS,
  hasTextOptions,
  hasTimeOptions,
  presetOf,
  withFormat,
  withPreset,
} from '../plan/text-presets.ts';
import { FoldedPanel } from './folded-panel.tsx';
import { TextOptionFields } from './text-option-fields.tsx';
import { TimeOptionFields } from './time-option-fields.tsx';
import type { PlanProps } from './use-export-form.ts';

const words = texts.export;

/** What kind of file, what it is for, and the details for those who need them otherwise. */
export function FormatPanel({ plan, onChange }: PlanProps): ReactNode {
  return (
    <fieldset className="panel">
      <legend>{words.format}</legend>
      <Choice<ExportFormat>
        name={words.format}
        options={EXPORT_FORMAT_NAMES.map((value) => ({ value, label: words.formats[value] }))}
        value={plan.format}
        onChange={(format) => {
          onChange(withFormat(plan, format));
        }}
      />
      <p className="hint">{words.formatHints[plan.format]}</p>
      <div className="choice-rows">
        {hasTextOptions(plan.format) ? <PresetRow plan={plan} onChange={onChange} /> : null}
        <div className="choice-row">
          <span>{words.compression}</span>
          <Choice<ExportCompression>
            name={words.compression}
            options={EXPORT_COMPRESSIONS.map((value) => ({ value, label: words.compressions[value] }))}
            value={plan.compression}
            onChange={(compression) => {
              onChange({ compression });
            }}
          />
        </div>
      </div>
      {hasTimeOptions(plan.format) ? (
        <FoldedPanel title={words.options} summary={optionWords(plan)} place="part">
          {hasTextOptions(plan.format) ? <TextOptionFields plan={plan} onChange={onChange} /> : null}
          <TimeOptionFields plan={plan} onChange={onChange} />
        </FoldedPanel>
      ) : null}
    </fieldset>
  );
}

/** Choices that belong together, by one click. "Custom" is there only as long as it is so. */
function PresetRow({ plan, onChange }: PlanProps): ReactNode {
  const preset = presetOf(plan);
  return (
    <div className="choice-row">
      <span>{words.preset}</span>
      <Choice<PlanPreset | 'custom'>
        name={words.preset}
        options={[
          ...PLAN_PRESETS.map((value) => ({ value, label: words.presets[value] })),
          ...(preset === null ? [{ value: 'custom' as const, label: words.presets.custom }] : []),
        ]}
        value={preset ?? 'custom'}
        onChange={(chosen) => {
          if (chosen !== 'custom') onChange(withPreset(plan, chosen));
        }}
      />
    </div>
  );
}
