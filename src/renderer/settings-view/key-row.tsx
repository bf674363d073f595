import { useState } from 'react';
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

/** One command: its keys, each to be taken away, one more to be pressed, and what is wrong with them. */
export function KeyRow({ command }: { command: Command }): ReactNode {
  const { settings } = useAppModel();
  const { keys } = useStore(settings);
  const presses = effectiveKeys(command, keys);
  return (
    <tr>
      <th scope="row">{command.title}</th>
      <td>
        <div className="key-cell">
          {presses.length === 0 ? <span className="hint">{words.noKey}</span> : null}
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
        </div>
        <KeyWarnings command={command} presses={presses} />
      </td>
    </tr>
  );
}

/** Takes the next key that is pressed on it; Escape and Tab leave it as it was. */
function KeyRecorder({
  command,
  onPress,
}: {
  command: Command;
  onPress: (press: string) => void;
}): ReactNode {
  const [isRecording, setIsRecording] = useState(false);

  function onKeyDown(event: KeyboardEvent): void {
    if (!isRecording) return;
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
