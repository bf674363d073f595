import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { formatCount } from '../../formats.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { texts } from '../../texts.ts';
import { channelNames } from './source-kinds.ts';
import { TextField } from './text-field.tsx';

const words = texts.addSource;
/** A machine has up to some thousand. */
const SHOWN = 60;

interface ChannelFieldProps {
  channels: string;
  onChange: (channels: string) => void;
}

/** Channels of Windows' event log: typed, or found among those that there are. */
export function ChannelField({ channels, onChange }: ChannelFieldProps): ReactNode {
  const { known, problem } = useChannels();
  const [part, setPart] = useState('');
  const chosen = channelNames(channels);
  const matches = (known ?? []).filter((name) => name.toLowerCase().includes(part.trim().toLowerCase()));

  function toggle(name: string, isChosen: boolean): void {
    const others = chosen.filter((other) => other !== name);
    onChange((isChosen ? [...others, name] : others).join(', '));
  }

  return (
    <div className="channel-field">
      <TextField name={words.channels} value={channels} hint={words.channelsHint} onChange={onChange} />
      {problem !== null ? (
        <p className="hint">{problem}</p>
      ) : known === null ? (
        <p className="hint">{words.readingChannels}</p>
      ) : (
        <>
          <TextField name={words.findChannel} value={part} onChange={setPart} />
          <div className="channel-list" role="group" aria-label={words.channels} tabIndex={0}>
            {matches.slice(0, SHOWN).map((name) => (
              <label key={name} className="check-line">
                <input
                  type="checkbox"
                  checked={chosen.includes(name)}
                  onChange={(event) => {
                    toggle(name, event.target.checked);
                  }}
                />
                {name}
              </label>
            ))}
          </div>
          {matches.length > SHOWN ? (
            <p className="hint">{words.moreChannels(formatCount(matches.length - SHOWN))}</p>
          ) : null}
        </>
      )}
    </div>
  );
}

/** `known` null: they are being asked for. */
function useChannels(): { known: readonly string[] | null; problem: string | null } {
  const { host } = useAppModel();
  const [state, setState] = useState<{ known: readonly string[] | null; problem: string | null }>({
    known: null,
    problem: null,
  });
  useEffect(() => {
    const call = new AbortController();
    host
      .call('sources.channels', {}, call.signal)
      .then(({ channels }) => {
        setState({ known: channels, problem: null });
      })
      .catch((error: unknown) => {
        if (!call.signal.aborted) setState({ known: null, problem: appErrorOf(error).message });
      });
    return () => {
      call.abort();
    };
  }, [host]);
  return state;
}
