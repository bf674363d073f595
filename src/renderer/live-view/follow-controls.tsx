import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { Icon } from '../components/icon.tsx';
import { useStore } from '../state/use-store.ts';
import { troubleWords } from '../status-bar/status-words.ts';
import { texts } from '../texts.ts';

/** Says whether the list moves with the log, and if not, why; pauses and resumes it. */
export function FollowControls(): ReactNode {
  const { feed, host, status } = useAppModel();
  const { follow } = useStore(feed.state);
  const known = useStore(status);
  const isConnected = useStore(host.connection) !== 'lost';
  const isFollowing = follow === 'following';
  const trouble = isConnected ? known && troubleWords(known) : texts.connection.lost;
  return (
    <div className="follow-controls">
      {isFollowing && trouble !== null ? (
        <span className="follow-state follow-troubled" title={trouble}>
          <Icon name="warning" />
          {isConnected ? texts.live.followTroubled : texts.connection.lostShort}
        </span>
      ) : (
        <span className={`follow-state follow-${follow}`}>
          <span className="follow-dot" aria-hidden="true" />
          {texts.live.follow[follow]}
        </span>
      )}
      <button
        type="button"
        className={isFollowing ? 'button' : 'button button-primary'}
        aria-keyshortcuts="Space"
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
        aria-keyshortcuts="End"
        aria-label={texts.live.jumpToNewest}
        title={texts.live.jumpToNewestHint}
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
