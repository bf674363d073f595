import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import type { Command, CommandGroup } from '../commands/command.ts';
import { effectiveKeys } from '../commands/effective-keys.ts';
import { fuzzyMatch } from '../commands/fuzzy-match.ts';
import { KeyNames } from '../commands/key-names.tsx';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';

const GROUPS = Object.keys(texts.commands.groups) as CommandGroup[];

/** Every command that has a key, by group, and the keys of the list itself; searchable. */
export function ShortcutList(): ReactNode {
  const { commands, settings } = useAppModel();
  const { keys, hasSingleKeyShortcuts } = useStore(settings);
  const known = useStore(commands.known);
  const [typed, setTyped] = useState('');
  const searchId = useId();
  const fits = (title: string): boolean => fuzzyMatch(typed, title) !== null;
  const shown = known.filter((command) => effectiveKeys(command, keys).length > 0 && fits(command.title));
  const listKeys = texts.shortcuts.listKeys.filter(({ action }) => fits(action));
  return (
    <div className="shortcuts">
      <label className="visually-hidden" htmlFor={searchId}>
        {texts.shortcuts.search}
      </label>
      <input
        id={searchId}
        type="text"
        className="filter-field"
        data-takes-focus
        placeholder={texts.shortcuts.search}
        value={typed}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <div className="shortcut-groups">
        {GROUPS.map((group) => (
          <ShortcutGroup
            key={group}
            name={texts.commands.groups[group]}
            rows={shown.filter((command) => command.group === group).map((command) => rowOf(command, keys))}
          />
        ))}
        <ShortcutGroup name={texts.shortcuts.inList} rows={listKeys} />
      </div>
      {shown.length + listKeys.length === 0 ? <p className="hint">{texts.shortcuts.noMatch}</p> : null}
      <p className="hint">{hasSingleKeyShortcuts ? texts.shortcuts.hint : texts.shortcuts.singleKeysOff}</p>
    </div>
  );
}

interface ShortcutRow {
  keys: readonly string[];
  action: string;
}

function rowOf(command: Command, keys: Readonly<Record<string, string[]>>): ShortcutRow {
  return { keys: effectiveKeys(command, keys), action: command.title };
}

function ShortcutGroup({ name, rows }: { name: string; rows: readonly ShortcutRow[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>{name}</h3>
      <dl>
        {rows.map(({ keys, action }) => (
          <div key={action}>
            <dt>{action}</dt>
            <dd>
              {keys.map((press) => (
                <KeyNames key={press} press={press} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
