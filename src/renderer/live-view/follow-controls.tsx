import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { Icon } from '../components/icon.tsx';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';

/** Says whether the list moves with the log, and if not, why; pauses and resumes it. */
export function FollowControls(): ReactNode {
  const { feed } = useAppModel();
  const { follow } = useStore(feed.state);
  const isFollowing = follow === 'following';
  return (
    <div className="follow-controls">
      <span className={`follow-state follow-${follow}`}>
        <span className="follow-dot" aria-hidden="true" />
        {texts.live.follow[follow]}
      </span>
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
