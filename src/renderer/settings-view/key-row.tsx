import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import type { Command } from '../commands/command.ts';
import {
  commandsOnKey,
  effectiveKeys,
  isBrowserKey,
  withDefaultKeys,
  withKey,
  withoutKey,
} from '../commands/effective-keys.ts';
import { KeyNames, keyWords } from '../commands/key-names.tsx';
import { IS_MAC, keyPressOf } from '../commands/key-press.ts';
import { Icon } from '../components/icon.tsx';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';

const words = texts.settings;

interface KeyRowProps {
  command: Command;
  /** Its keys are being changed. */
  isOpen: boolean;
  /** Tab leads to this row; from there the arrow keys lead to the others. */
  isTabStop: boolean;
  onToggle: () => void;
  onFocus: () => void;
}

/** One command: its keys, and, where they are being changed, what can be done with them; and what is wrong with them. */
export function KeyRow({ command, isOpen, isTabStop, onToggle, onFocus }: KeyRowProps): ReactNode {
  const { settings } = useAppModel();
  const presses = effectiveKeys(command, useStore(settings).keys);
  const toggle = useRef<HTMLButtonElement>(null);

  function leave(): void {
    onToggle();
    toggle.current?.focus();
  }

  return (
    <tr>
      <th scope="row">{command.title}</th>
      <td>
        <div className="key-cell">
          {presses.length === 0 ? <span className="hint">{words.noKey}</span> : null}
          {isOpen ? (
            <KeyChange command={command} presses={presses} onLeave={leave} />
          ) : (
            presses.map((press) => <KeyNames key={press} press={press} />)
          )}
          <button
            ref={toggle}
            type="button"
            className="button button-small key-change"
            aria-expanded={isOpen}
            aria-label={isOpen ? words.doneKeys(command.title) : words.changeKeys(command.title)}
            tabIndex={isTabStop ? 0 : -1}
            onClick={onToggle}
            onFocus={onFocus}
            onKeyDown={goToRow}
          >
            {isOpen ? words.doneKeysShort : words.changeKeysShort}
          </button>
        </div>
        <KeyWarnings command={command} presses={presses} />
      </td>
    </tr>
  );
}

/** The arrow keys go from the button of one row to that of another, Home and End to the first and the last. */
function goToRow(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const table = event.currentTarget.closest('table');
  const buttons = [...(table?.querySelectorAll<HTMLButtonElement>('.key-change') ?? [])];
  const index = buttons.indexOf(event.currentTarget);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(index + 1, buttons.length - 1),
    ArrowUp: Math.max(index - 1, 0),
    Home: 0,
    End: buttons.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  buttons[target]?.focus();
}

interface KeyChangeProps {
  command: Command;
  presses: readonly string[];
  onLeave: () => void;
}

/** Each key to be taken away, one more to be pressed, and the command's own keys again. */
function KeyChange({ command, presses, onLeave }: KeyChangeProps): ReactNode {
  const { settings } = useAppModel();
  const { keys } = useStore(settings);
  return (
    <>
      {presses.map((press) => (
        <span key={press} className="key-chip">
          <KeyNames press={press} />
          <button
            type="button"
            className="icon-button"
            aria-label={words.removeKey(keyWords(press), command.title)}
            title={words.removeKey(keyWords(press), command.title)}
            onClick={() => {
              settings.patch({ keys: withoutKey(command, press, keys) });
            }}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      <KeyRecorder
        command={command}
        onPress={(press) => {
          settings.patch({ keys: withKey(command, press, keys) });
        }}
        onLeave={onLeave}
      />
      {command.id in keys ? (
        <button
          type="button"
          className="link-button"
          aria-label={words.resetKeys(command.title)}
          onClick={() => {
            settings.patch({ keys: withDefaultKeys(command, keys) });
          }}
        >
          {words.resetKeysShort}
        </button>
      ) : null}
    </>
  );
}

interface KeyRecorderProps {
  command: Command;
  onPress: (press: string) => void;
  /** Escape, while no key is waited for. */
  onLeave: () => void;
}

/** Takes the next key that is pressed on it; Escape and Tab leave it as it was. Has the focus when it appears. */
function KeyRecorder({ command, onPress, onLeave }: KeyRecorderProps): ReactNode {
  const [isRecording, setIsRecording] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    button.current?.focus();
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (!isRecording) {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      onLeave();
      return;
    }
    const press = keyPressOf(event.nativeEvent, IS_MAC);
    if (press === 'Tab' || press === 'Shift+Tab') return;
    // What is pressed is meant as an answer: neither this button nor any command takes it.
    event.preventDefault();
    event.stopPropagation();
    if (press === null) return;
    setIsRecording(false);
    if (press !== 'Escape') onPress(press);
  }

  return (
    <button
      ref={button}
      type="button"
      className="button button-small key-recorder"
      aria-label={isRecording ? words.recording : words.addKey(command.title)}
      aria-pressed={isRecording}
      onClick={() => {
        setIsRecording(true);
      }}
      onBlur={() => {
        setIsRecording(false);
      }}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => {
        // Space acts on release.
        if (isRecording) event.preventDefault();
      }}
    >
      {isRecording ? words.recording : words.addKeyShort}
    </button>
  );
}

function KeyWarnings({ command, presses }: { command: Command; presses: readonly string[] }): ReactNode {
  const { commands, settings, shell } = useAppModel();
  const { keys } = useStore(settings);
  const known = useStore(commands.known);
  const isBrowser = useStore(shell)?.kind === 'browser';
  const warnings = presses.flatMap((press) => [
    ...commandsOnKey(press, known, keys, command.id).map(({ title }) =>
      words.conflict(keyWords(press), title),
    ),
    ...(isBrowser && isBrowserKey(press) ? [words.browserKey(keyWords(press))] : []),
  ]);
  return (
    <div className="key-warnings" aria-live="polite">
      {warnings.map((warning) => (
        <p key={warning}>
          <Icon name="warning" />
          {warning}
        </p>
      ))}
    </div>
  );
}
