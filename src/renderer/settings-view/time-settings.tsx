import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { Choice } from '../components/choice.tsx';
import { ZoneField } from '../components/zone-field.tsx';
import { clockName, formatFullTime, zoneId } from '../formats.ts';
import type { Settings } from '../state/settings.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';

type ZoneKind = 'local' | 'utc' | 'other';

const words = texts.settings;

/** Whose clocks are shown, and how days and times are written. */
export function TimeSettings(): ReactNode {
  const { settings: store } = useAppModel();
  const { timeZone, dateFormat } = useStore(store);
  const kind: ZoneKind = timeZone === 'local' || timeZone === 'utc' ? timeZone : 'other';
  const [openedAtUnixUs] = useState(() => Date.now() * 1_000);
  return (
    <div className="setting-rows">
      <div className="setting-row">
        <span>{words.timeZone}</span>
        <Choice<ZoneKind>
          name={words.timeZone}
          options={[
            { value: 'local', label: words.timeZones.local(clockName('local')) },
            { value: 'utc', label: words.timeZones.utc },
            { value: 'other', label: words.timeZones.other },
          ]}
          value={kind}
          onChange={(chosen) => {
            // Begins with the one that was shown, by its name; the field then has something to change.
            store.patch({ timeZone: chosen === 'other' ? zoneId(timeZone) : chosen });
          }}
        />
        {kind === 'other' ? (
          <ZoneField
            zone={timeZone}
            onChange={(name) => {
              store.patch({ timeZone: name });
            }}
          />
        ) : null}
      </div>
      <div className="setting-row">
        <span>{words.dateFormat}</span>
        <Choice<Settings['dateFormat']>
          name={words.dateFormat}
          options={[
            { value: 'iso', label: words.dateFormats.iso },
            { value: 'locale', label: words.dateFormats.locale },
          ]}
          value={dateFormat}
          onChange={(chosen) => {
            store.patch({ dateFormat: chosen });
          }}
        />
      </div>
      <p className="hint">
        {words.dateExample(formatFullTime(openedAtUnixUs, timeZone))} · {words.timeZoneHint}
      </p>
    </div>
  );
}
