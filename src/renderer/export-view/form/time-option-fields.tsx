import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TimeOptions } from '#contract/export-format.ts';
import { useAppModel } from '../../app-model.ts';
import { Choice } from '../../components/choice.tsx';
import { ZoneField } from '../../components/zone-field.tsx';
import { zoneId } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import type { PlanProps } from './use-export-form.ts';

const words = texts.export.timeOptions;
const FORMATS = ['iso', 'spreadsheet', 'unix'] as const satisfies readonly TimeOptions['format'][];
const UTC = 'UTC';
const OTHER = '';

/** How times are written, and by which clocks. Seconds since 1970 are the same everywhere: they ask for no zone. */
export function TimeOptionFields({ plan, onChange }: PlanProps): ReactNode {
  const { times } = plan;
  function change(changes: Partial<TimeOptions>): void {
    onChange({ times: { ...times, ...changes } });
  }
  return (
    <>
      <div className="choice-rows">
        <div className="choice-row">
          <span>{words.format}</span>
          <Choice<TimeOptions['format']>
            name={words.format}
            options={FORMATS.map((value) => ({ value, label: words.formatChoices[value] }))}
            value={times.format}
            onChange={(format) => {
              change({ format });
            }}
          />
        </div>
        {times.format === 'unix' ? null : (
          <ZoneRow
            zone={times.zone}
            onChange={(zone) => {
              change({ zone });
            }}
          />
        )}
      </div>
      <p className="hint">{words.examples[times.format]}</p>
    </>
  );
}

/** UTC, the zone that the page shows times in, or any other. */
function ZoneRow({ zone, onChange }: { zone: string; onChange: (zone: string) => void }): ReactNode {
  const { settings } = useAppModel();
  const shown = zoneId(useStore(settings).timeZone);
  const near = shown === UTC ? [UTC] : [UTC, shown];
  const [isOther, setIsOther] = useState(!near.includes(zone));
  return (
    <div className="choice-row">
      <span>{words.zone}</span>
      <Choice
        name={words.zone}
        options={[
          ...near.map((name) => ({ value: name, label: name })),
          { value: OTHER, label: words.otherZone },
        ]}
        value={isOther || !near.includes(zone) ? OTHER : zone}
        onChange={(chosen) => {
          setIsOther(chosen === OTHER);
          if (chosen !== OTHER) onChange(chosen);
        }}
      />
      {isOther || !near.includes(zone) ? (
        <ZoneField
          zone={zone}
          onChange={(name) => {
            // What is typed may be a word of the page's own settings: files need the name that the world has for it.
            onChange(zoneId(name));
          }}
        />
      ) : null}
    </div>
  );
}
