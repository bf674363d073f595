import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { SourceStatus } from '#contract/status.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { texts } from '../texts.ts';
import { RemoveSourceDialog } from './remove-source-dialog.tsx';
import { SourceButton } from './source-button.tsx';
import { useSourceChange } from './use-source-change.ts';

const words = texts.changeSources;

interface SourceActionsProps {
  source: SourceStatus;
  place: number;
  /** How many sources there are in the list. */
  count: number;
  /** A folder that has found logs. */
  hasLogs: boolean;
}

/** What can be done with a source of the list. */
export function SourceActions({ source, place, count, hasLogs }: SourceActionsProps): ReactNode {
  const { isBusy, problem, make } = useSourceChange();
  const [isRemoving, setIsRemoving] = useState(false);
  const moved = useRef<HTMLButtonElement>(null);
  const sourceId = source.id;
  // A browser takes the focus from what is moved within the page.
  useLayoutEffect(() => {
    moved.current?.focus();
    moved.current = null;
  }, [place]);

  async function move(to: number, button: HTMLButtonElement): Promise<void> {
    moved.current = button;
    const isMade = await make('sources.move', { sourceId, place: to }, () =>
      words.said.moved(source.spec, to + 1, count),
    );
    if (!isMade) moved.current = null;
  }

  function pause(): void {
    if (source.state === 'paused')
      void make('sources.resume', { sourceId }, () => words.said.resumed(source.spec));
    else void make('sources.pause', { sourceId }, () => words.said.paused(source.spec));
  }

  const isPaused = source.state === 'paused';
  return (
    <>
      <div className="source-actions">
        <SourceButton
          name={isPaused ? words.resume : words.pause}
          spec={source.spec}
          icon={isPaused ? 'play' : 'pause'}
          isOff={isBusy}
          onPress={pause}
        />
        <SourceButton
          name={words.up}
          spec={source.spec}
          icon="up"
          isOff={isBusy || place === 0}
          onPress={(button) => void move(place - 1, button)}
        />
        <SourceButton
          name={words.down}
          spec={source.spec}
          icon="down"
          isOff={isBusy || place === count - 1}
          onPress={(button) => void move(place + 1, button)}
        />
        <SourceButton
          name={words.remove}
          spec={source.spec}
          icon="remove"
          isOff={isBusy}
          onPress={() => {
            setIsRemoving(true);
          }}
        />
      </div>
      {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
      {isRemoving ? (
        <RemoveSourceDialog
          source={source}
          hasLogs={hasLogs}
          onClose={() => {
            setIsRemoving(false);
          }}
          onConfirm={() => {
            setIsRemoving(false);
            void make('sources.remove', { sourceId }, ({ foundBy }) =>
              foundBy === null ? words.said.removed(source.spec) : words.said.handedOver(source.spec),
            );
          }}
        />
      ) : null}
    </>
  );
}
