import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { Choice } from '../components/choice.tsx';
import { clockName, currentZoneName, formatFullTime, zoneId } from '../formats.ts';
import type { Settings } from '../state/settings.ts';
import { isTimeZone } from '../state/settings.ts';
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
        {kind === 'other' ? <ZoneField zone={timeZone} /> : null}
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

/** One of all zones that this machine knows, with what their clocks show now. */
function ZoneField({ zone }: { zone: string }): ReactNode {
  const { settings } = useAppModel();
  const [typed, setTyped] = useState(zone);
  const [known, setKnown] = useState(zone);
  const [zones] = useState(listZones);
  const listId = useId();
  const problemId = useId();
  const isKnown = typed.trim() === zone;
  if (zone !== known) {
    setKnown(zone);
    setTyped(zone);
  }

  function type(text: string): void {
    setTyped(text);
    const listed = zones.find(({ name }) => name.toLowerCase() === text.trim().toLowerCase());
    if (listed !== undefined) setTyped(listed.name);
    const name = listed?.name ?? text.trim();
    if (!isTimeZone(name)) return;
    setKnown(name);
    settings.patch({ timeZone: name });
  }

  return (
    <div className="zone-field">
      <input
        type="text"
        list={listId}
        className="filter-field"
        aria-label={words.zoneName}
        aria-invalid={!isKnown}
        aria-describedby={problemId}
        placeholder={words.zonePlaceholder}
        value={typed}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onFocus={(event) => {
          // The list offers what fits the text; with the name of one zone in it, it would offer that one only.
          event.target.select();
        }}
        onChange={(event) => {
          type(event.target.value);
        }}
      />
      <datalist id={listId}>
        {zones.map(({ name, offset }) => (
          <option key={name} value={name}>
            {`${name} (${offset})`}
          </option>
        ))}
      </datalist>
      <span id={problemId} className={isKnown ? 'hint' : 'field-problem'}>
        {isKnown ? currentZoneName(zone) : words.zoneUnknown}
      </span>
    </div>
  );
}

function listZones(): { name: string; offset: string }[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')].map((name) => ({
    name,
    offset: currentZoneName(name),
  }));
}
