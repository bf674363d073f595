import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import type { CommandGroup } from '../commands/command.ts';
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
  const [openId, setOpenId] = useState<string | null>(null);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const shown = GROUPS.flatMap((group) =>
    known.filter((command) => command.group === group && fuzzyMatch(typed, command.title) !== null),
  );
  // A table of a hundred buttons is one stop on the way through the page.
  const tabStopId = (shown.find(({ id }) => id === currentId) ?? shown[0])?.id;
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
      <p className="hint">{words.keyTableHint}</p>
      <table className="key-table" aria-label={texts.shortcuts.title}>
        <thead>
          <tr>
            <th scope="col">{words.shortcutsFor}</th>
            <th scope="col">{words.keysOf}</th>
          </tr>
        </thead>
        {GROUPS.map((group) => (
          <KeyGroup key={group} name={texts.commands.groups[group]}>
            {shown
              .filter((command) => command.group === group)
              .map((command) => (
                <KeyRow
                  key={command.id}
                  command={command}
                  isOpen={command.id === openId}
                  isTabStop={command.id === tabStopId}
                  onToggle={() => {
                    setOpenId(command.id === openId ? null : command.id);
                  }}
                  onFocus={() => {
                    setCurrentId(command.id);
                  }}
                />
              ))}
          </KeyGroup>
        ))}
      </table>
      {shown.length === 0 ? <p className="hint">{texts.shortcuts.noMatch}</p> : null}
    </>
  );
}

function KeyGroup({ name, children }: { name: string; children: readonly ReactNode[] }): ReactNode {
  if (children.length === 0) return null;
  return (
    <tbody>
      <tr className="key-group">
        <th scope="rowgroup" colSpan={2}>
          {name}
        </th>
      </tr>
      {children}
    </tbody>
  );
}
