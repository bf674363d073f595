import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { useCommandKey } from '../commands/use-command-key.ts';
import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';
import { useStore } from '../state/use-store.ts';
import { captureState, captureWords, troubleWords } from '../status-bar/status-words.ts';
import { texts } from '../texts.ts';
import type { FollowState } from './follow-state.ts';

/** What the user is told of the list and of what feeds it: a word, a sign and a colour of its own for each. */
interface Sign {
  kind: string;
  icon: IconName;
  words: string;
  hint: string;
}

const FOLLOW_ICONS: Readonly<Record<FollowState, IconName>> = {
  following: 'following',
  paused: 'pause',
  scrolled: 'scrolled',
  reading: 'reading',
};

/** Says whether the list moves with the log, and if not, why; pauses and resumes it. */
export function FollowControls(): ReactNode {
  const { feed } = useAppModel();
  const { follow } = useStore(feed.state);
  const toggle = useCommandKey('follow.toggle');
  const newest = useCommandKey('go.newest');
  const capture = useCaptureSign();
  const isFollowing = follow === 'following';
  return (
    <div className="follow-controls">
      {/* A list that follows a capture that stands still does not follow the log. */}
      {isFollowing && capture !== null ? null : <StateSign sign={followSign(follow)} />}
      {capture === null ? null : <StateSign sign={capture} />}
      <button
        type="button"
        className={isFollowing ? 'button follow-toggle' : 'button button-primary follow-toggle'}
        aria-keyshortcuts={toggle.aria}
        title={texts.commands.withKeys(isFollowing ? texts.live.pause : texts.live.resume, toggle.words)}
        onClick={() => {
          feed.togglePause();
        }}
      >
        <Icon name={isFollowing ? 'pause' : 'play'} />
        {isFollowing ? texts.live.pause : texts.live.resume}
      </button>
      <button
        type="button"
        className="button"
        aria-keyshortcuts={newest.aria}
        aria-label={texts.live.jumpToNewest}
        title={texts.commands.withKeys(texts.live.jumpToNewestHint, newest.words)}
        onClick={() => {
          feed.jumpToNewest();
        }}
      >
        <Icon name="newest" />
        <span className="wide-only">{texts.live.jumpToNewest}</span>
      </button>
    </div>
  );
}

function StateSign({ sign }: { sign: Sign }): ReactNode {
  return (
    <span className={`follow-state follow-${sign.kind}`} title={sign.hint}>
      <Icon name={sign.icon} />
      {sign.words}
    </span>
  );
}

function followSign(follow: FollowState): Sign {
  return {
    kind: follow,
    icon: FOLLOW_ICONS[follow],
    words: texts.live.follow[follow],
    hint: texts.live.followHints[follow],
  };
}

/** What keeps the list from being the log as it comes in, whether it follows or not; null: nothing does. */
function useCaptureSign(): Sign | null {
  const { feed, host, status } = useAppModel();
  const isFollowing = useStore(feed.state).follow === 'following';
  const known = useStore(status);
  const words = texts.live.capture;
  if (useStore(host.connection) === 'lost') {
    return {
      kind: 'stopped',
      icon: 'stopped',
      words: texts.connection.lostShort,
      hint: texts.connection.lost,
    };
  }
  if (known === null) return null;
  const state = captureState(known);
  switch (state) {
    case 'running':
      return null;
    case 'paused':
      return { kind: 'troubled', icon: 'pause', words: words.paused, hint: captureWords(known) };
    case 'none':
      return { kind: 'stopped', icon: 'stopped', words: words.none, hint: captureWords(known) };
    case 'complete':
      // Of a list that stands still there is more to say than that nothing more will come.
      return isFollowing
        ? { kind: 'complete', icon: 'check', words: words.complete, hint: captureWords(known) }
        : null;
    case 'stopped':
      return {
        kind: 'stopped',
        icon: 'stopped',
        words: words.stopped,
        hint: troubleWords(known) ?? captureWords(known),
      };
    case 'troubled':
      return {
        kind: 'troubled',
        icon: 'warning',
        words: isFollowing ? words.troubled : words.troubledShort,
        hint: troubleWords(known) ?? '',
      };
  }
}
