import { useEffect, useId, useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../app-model.ts';
import { Dialog } from '../components/dialog.tsx';
import { clockName, formatFullTime, zoneId } from '../formats.ts';
import type { TimeZone } from '../formats.ts';
import { appErrorOf } from '../state/app-error-of.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';

type Reading = { text: string; unixUs: number } | { text: string; problem: AppError };

/** Asks for a time as the query language writes it, says which one that is, and brings the list there. */
export function JumpToTimeDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { feed, host, settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const [text, setText] = useState('');
  const [hasNothing, setHasNothing] = useState(false);
  const answerId = useId();
  const reading = useReading(host, text, timeZone);
  const words = texts.jumpToTime;

  async function jump(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const answer = await readTime(host, text, timeZone);
    if ('problem' in answer) return;
    if (await feed.jumpToTime(answer.unixUs)) onClose();
    else setHasNothing(true);
  }

  return (
    <Dialog title={words.title} className="jump-to-time" onClose={onClose}>
      <form className="jump-form" onSubmit={(event) => void jump(event)}>
        <label className="field field-grow">
          <span>{words.name(clockName(timeZone))}</span>
          <input
            type="text"
            className="code-input"
            data-takes-focus
            aria-invalid={reading !== null && 'problem' in reading}
            aria-describedby={answerId}
            placeholder={words.placeholder}
            value={text}
            maxLength={100}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => {
              setText(event.target.value);
              setHasNothing(false);
            }}
          />
        </label>
        <button type="submit" className="button button-primary" disabled={text.trim() === ''}>
          {words.go}
        </button>
      </form>
      <p id={answerId} className="jump-answer" aria-live="polite">
        {hasNothing ? (
          words.nothing
        ) : reading === null ? null : (
          <ReadingWords reading={reading} zone={timeZone} />
        )}
      </p>
      <div className="jump-examples" role="group" aria-label={words.examplesName}>
        {words.examples.map((example) => (
          <button
            key={example}
            type="button"
            className="button button-small"
            onClick={() => {
              setText(example);
              setHasNothing(false);
            }}
          >
            {example}
          </button>
        ))}
      </div>
    </Dialog>
  );
}

function ReadingWords({ reading, zone }: { reading: Reading; zone: TimeZone }): ReactNode {
  if ('problem' in reading) return <span className="field-problem">{reading.problem.message}</span>;
  return formatFullTime(reading.unixUs, zone);
}

/** What was typed, as read by the engine; the answer to what was typed before until the next one is there. */
function useReading(host: EngineApi, text: string, zone: TimeZone): Reading | null {
  const [reading, setReading] = useState<Reading | null>(null);
  useEffect(() => {
    if (text.trim() === '') return undefined;
    const typedOn = new AbortController();
    void readTime(host, text, zone, typedOn.signal).then((answer) => {
      if (!typedOn.signal.aborted) setReading(answer);
    });
    return () => {
      typedOn.abort();
    };
  }, [host, text, zone]);
  return text.trim() === '' ? null : reading;
}

async function readTime(
  host: EngineApi,
  text: string,
  zone: TimeZone,
  signal?: AbortSignal,
): Promise<Reading> {
  try {
    const params = { text, nowUnixUs: Date.now() * 1_000, timeZone: zoneId(zone) };
    const { unixUs } = await host.call('times.parse', params, signal);
    return { text, unixUs };
  } catch (error) {
    return { text, problem: appErrorOf(error) };
  }
}
