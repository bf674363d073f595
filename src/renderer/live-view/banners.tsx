import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SourceStatus } from '#contract/status.ts';
import { useAppModel } from '../app-model.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useStore } from '../state/use-store.ts';
import { isTroubled } from '../status-bar/status-words.ts';
import { texts } from '../texts.ts';
import { SourceProblem } from './source-problems.tsx';
import { UnreadBanner } from './unread-banner.tsx';

/** What was missed, and problems that leave the list working. With an empty list, the same words stand in its place. */
export function Banners(): ReactNode {
  const { feed, status } = useAppModel();
  const live = useStore(feed.state);
  const known = useStore(status);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  if (live.window.rows.length === 0) return null;
  const sources =
    known?.sources.filter((source) => isTroubled(source) && !hidden.has(problemKey(source))) ?? [];
  return (
    <>
      {live.problem === null ? null : (
        <ProblemNotice problem={live.problem} place="banner" title={texts.problem.cannotShow}>
          <button type="button" className="button" onClick={() => void feed.setFilter(live.requested)}>
            {texts.problem.tryAgain}
          </button>
        </ProblemNotice>
      )}
      {sources.map((source) => (
        <SourceProblem
          key={source.id}
          source={source}
          place="banner"
          onHide={() => {
            setHidden(new Set(hidden).add(problemKey(source)));
          }}
        />
      ))}
      <UnreadBanner />
    </>
  );
}

/** A problem that changes is shown again. */
function problemKey({ id, problem }: SourceStatus): string {
  return `${String(id)} ${problem?.message ?? ''}`;
}
