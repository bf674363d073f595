import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { currentZoneName } from '../formats.ts';
import { isTimeZone } from '../state/settings.ts';
import { texts } from '../texts.ts';

const words = texts.settings;

interface ZoneFieldProps {
  /** An IANA name. */
  zone: string;
  /** Told of names that this machine knows, and of no others. */
  onChange: (zone: string) => void;
}

/** One of all zones that this machine knows, with how far their clocks are from UTC now. */
export function ZoneField({ zone, onChange }: ZoneFieldProps): ReactNode {
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
    onChange(name);
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
