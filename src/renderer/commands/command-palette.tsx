import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useAppModel } from '../app-model.ts';
import { Dialog } from '../components/dialog.tsx';
import { Icon } from '../components/icon.tsx';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import type { Command } from './command.ts';
import { effectiveKeys } from './effective-keys.ts';
import { KeyNames } from './key-names.tsx';
import type { PaletteEntry } from './palette-entries.ts';
import { paletteEntries } from './palette-entries.ts';
import { settingChoices } from './setting-choices.ts';

const GROUPS = Object.keys(texts.commands.groups);
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** All commands, to be found by typing (ARIA practices, combobox with a list). The commands themselves: `model.commands`. */
export function CommandPalette({ onClose }: { onClose: () => void }): ReactNode {
  const { commands, recentCommands, settings } = useAppModel();
  const known = useStore(commands.commands);
  const { keys } = useStore(settings);
  const recentIds = useStore(recentCommands.ids);
  const choices = useMemo(() => settingChoices(settings), [settings]);
  const [typed, setTyped] = useState('');
  const [wantedIndex, setWantedIndex] = useState(0);
  const listId = useId();
  // Not the palette itself: it is open.
  const offered = inGroups(known.filter(({ id }) => id !== 'palette.open'));
  const entries = paletteEntries(typed, offered, choices, recentIds, groupName);
  const index = Math.min(wantedIndex, entries.length - 1);
  const optionId = (at: number): string => `${listId}-${String(at)}`;

  function give(command: Command | undefined): void {
    if (command === undefined) return;
    recentCommands.note(command.id);
    // First the focus goes back to where it was; the command may put it elsewhere.
    flushSync(onClose);
    command.run();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (event.key === 'Enter') give(entries[index]?.command);
    else if (step === 1 || step === -1) setWantedIndex((index + step + entries.length) % entries.length);
    else if (step !== undefined) setWantedIndex(Math.max(0, Math.min(entries.length - 1, index + step)));
    else return;
    event.preventDefault();
  }

  return (
    <Dialog title={texts.commands.palette.name} hasHead={false} className="palette" onClose={onClose}>
      <div className="palette-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={texts.commands.palette.input}
          aria-expanded={entries.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={entries.length === 0 ? undefined : optionId(index)}
          placeholder={texts.commands.palette.placeholder}
          value={typed}
          maxLength={100}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
            setWantedIndex(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={listId} className="palette-list" role="listbox" aria-label={texts.commands.palette.results}>
        {entries.map((entry, at) => (
          <PaletteOption
            key={entry.command.id}
            id={optionId(at)}
            entry={entry}
            presses={effectiveKeys(entry.command, keys)}
            isActive={at === index}
            onGive={() => {
              give(entry.command);
            }}
          />
        ))}
      </div>
      <p className="palette-none hint" aria-live="polite">
        {entries.length === 0 ? texts.commands.palette.none : null}
      </p>
    </Dialog>
  );
}

interface PaletteOptionProps {
  id: string;
  entry: PaletteEntry;
  presses: readonly string[];
  isActive: boolean;
  onGive: () => void;
}

function PaletteOption({ id, entry, presses, isActive, onGive }: PaletteOptionProps): ReactNode {
  const element = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <button
      ref={element}
      type="button"
      id={id}
      className="palette-option"
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={onGive}
    >
      <span className="palette-title">
        <MarkedTitle title={entry.command.title} marked={entry.marked} />
      </span>
      <span className="palette-group">
        {entry.isRecent ? texts.commands.palette.recent : groupName(entry.command)}
      </span>
      <span className="palette-keys">
        {presses.slice(0, 2).map((press) => (
          <KeyNames key={press} press={press} />
        ))}
      </span>
    </button>
  );
}

function MarkedTitle({ title, marked }: { title: string; marked: readonly number[] }): ReactNode {
  const isMarked = new Set(marked);
  return stretches(title, (at) => isMarked.has(at)).map(({ start, text, isHit }) =>
    isHit ? <mark key={start}>{text}</mark> : <span key={start}>{text}</span>,
  );
}

function stretches(
  text: string,
  isHit: (at: number) => boolean,
): { start: number; text: string; isHit: boolean }[] {
  const found: { start: number; text: string; isHit: boolean }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = found.at(-1);
    const letter = text.charAt(at);
    if (last !== undefined && last.isHit === isHit(at)) last.text += letter;
    else found.push({ start: at, text: letter, isHit: isHit(at) });
  }
  return found;
}

/** The app's groups one after the other, each in the order in which its commands were offered. */
function inGroups(commands: readonly Command[]): Command[] {
  return commands.toSorted((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
}

function groupName({ group }: Command): string {
  return texts.commands.groups[group];
}
