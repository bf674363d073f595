import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import type { Command, CommandGroup } from '../commands/command.ts';
import { fuzzyMatch } from '../commands/fuzzy-match.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { KeyRow } from './key-row.tsx';

const GROUPS = Object.keys(texts.commands.groups) as CommandGroup[];

const words = texts.settings;

/** All commands with their keys, to be given others. */
export function KeyTable(): ReactNode {
  const { commands, settings } = useAppModel();
  const { keys } = useStore(settings);
  const known = useStore(commands.known);
  const [typed, setTyped] = useState('');
  const shown = known.filter(({ title }) => fuzzyMatch(typed, title) !== null);
  return (
    <>
      <div className="key-table-head">
        <input
          type="text"
          className="filter-field"
          aria-label={texts.shortcuts.search}
          placeholder={texts.shortcuts.search}
          value={typed}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
        <button
          type="button"
          className="button"
          disabled={Object.keys(keys).length === 0}
          onClick={() => {
            settings.patch({ keys: {} });
          }}
        >
          {words.resetAllKeys}
        </button>
      </div>
      <table className="key-table" aria-label={texts.shortcuts.title}>
        <thead>
          <tr>
            <th scope="col">{words.shortcutsFor}</th>
            <th scope="col">{words.keysOf}</th>
          </tr>
        </thead>
        {GROUPS.map((group) => (
          <KeyGroup
            key={group}
            name={texts.commands.groups[group]}
            commands={shown.filter((command) => command.group === group)}
          />
        ))}
      </table>
      {shown.length === 0 ? <p className="hint">{texts.shortcuts.noMatch}</p> : null}
    </>
  );
}

function KeyGroup({ name, commands }: { name: string; commands: readonly Command[] }): ReactNode {
  if (commands.length === 0) return null;
  return (
    <tbody>
      <tr className="key-group">
        <th scope="rowgroup" colSpan={2}>
          {name}
        </th>
      </tr>
      {commands.map((command) => (
        <KeyRow key={command.id} command={command} />
      ))}
    </tbody>
  );
}
