import { useState } from 'react';
import type { ReactNode } from 'react';
import type { QuarantineChoice, QuarantineGroup } from '#contract/log-format.ts';
import type { SourceStatus } from '#contract/status.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import { QuarantineDialog } from './quarantine-dialog.tsx';
import { QuarantineGroupItem } from './quarantine-group.tsx';
import { useQuarantineGroups } from './use-quarantine.ts';

const words = texts.quarantine;
/** Its lines are those of a text log, too. */
const STANDARD_INPUT = 'stdin';

/** What is to be tried again. */
interface Retried {
  choice: QuarantineChoice;
  pieces: number;
  hasFormat: boolean;
}

/** What was received but could not be read as an entry, by source and reason, and the way to try it again. */
export function QuarantineList({ sources }: { sources: readonly SourceStatus[] }): ReactNode {
  const count = sources.reduce((sum, source) => sum + source.counters.quarantined, 0);
  const { groups, total, problem } = useQuarantineGroups(count);
  const [retried, setRetried] = useState<Retried | null>(null);
  const shown = groups.reduce((sum, { pieces }) => sum + pieces, 0);
  return (
    <section className="panel" aria-label={words.title}>
      <h2>{words.title}</h2>
      {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
      {total === 0 && problem === null ? <p className="hint">{words.none}</p> : null}
      {bySource(groups).map(([sourceId, ofSource]) => (
        <SourceGroups
          key={sourceId}
          sourceId={sourceId}
          source={sources.find(({ id }) => id === sourceId)}
          groups={ofSource}
          onRetry={setRetried}
        />
      ))}
      {shown < total ? <p className="hint">{words.groups(formatCount(shown), formatCount(total))}</p> : null}
      {retried === null ? null : (
        <QuarantineDialog
          {...retried}
          initialFormat={null}
          onClose={() => {
            setRetried(null);
          }}
        />
      )}
    </section>
  );
}

interface SourceGroupsProps {
  sourceId: number;
  /** undefined: the status does not know of it yet. */
  source: SourceStatus | undefined;
  groups: readonly QuarantineGroup[];
  onRetry: (retried: Retried) => void;
}

function SourceGroups({ sourceId, source, groups, onRetry }: SourceGroupsProps): ReactNode {
  const spec = source?.spec ?? String(sourceId);
  const pieces = groups.reduce((sum, group) => sum + group.pieces, 0);
  const hasFormat = spec.startsWith('file:') || spec === STANDARD_INPUT;
  return (
    <section className="quarantine-source" aria-label={spec}>
      <header>
        <h3>
          <code>{spec}</code>
        </h3>
        {groups.length < 2 || isExportedFile(source) ? null : (
          <button
            type="button"
            className="button button-small"
            onClick={() => {
              onRetry({ choice: { sourceId }, pieces, hasFormat });
            }}
          >
            {words.retryAll(formatCount(pieces))}
          </button>
        )}
      </header>
      <ul className="quarantine">
        {groups.map((group) => (
          <li key={group.reason}>
            <QuarantineGroupItem
              group={group}
              hasFormat={hasFormat}
              canRetry={!isExportedFile(source)}
              onRetry={(choice, chosen) => {
                onRetry({ choice, pieces: chosen, hasFormat });
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Its rows make sense under its heading only, so it is opened again as a whole. */
function isExportedFile(source: SourceStatus | undefined): boolean {
  if (source?.spec.startsWith('file:') !== true) return false;
  return source.state === 'finished' && source.isCaptured && source.format === null;
}

/** In the order of each source's largest group. */
function bySource(groups: readonly QuarantineGroup[]): [number, QuarantineGroup[]][] {
  return [...Map.groupBy(groups, ({ sourceId }) => sourceId)];
}
