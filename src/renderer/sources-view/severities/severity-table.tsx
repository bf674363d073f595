import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Severity } from '#contract/severity.ts';
import type { SeverityRow } from '#contract/source-severities.ts';
import type { SourceStatus } from '#contract/status.ts';
import { useAppModel } from '../../app-model.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatCount } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { hasManyWords, severityGroups, type SeverityGroup } from './severity-groups.ts';
import { SeverityTableRow, wordOf } from './severity-table-row.tsx';
import { useSeverities } from './use-severities.ts';

/** What the source's own words for severities stand for, folded away until somebody wants to know. An opened file is read already. */
export function SeveritySettings({ source }: { source: SourceStatus }): ReactNode {
  const openedFile = useStore(useAppModel().shell)?.openedFile ?? null;
  const [isOpen, setIsOpen] = useState(false);
  if (openedFile !== null) return null;
  return (
    <details
      className="severities"
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <span>{texts.severities.title}</span>
        <span className="hint">{texts.severities.summary}</span>
      </summary>
      {isOpen ? <SeverityTable source={source} /> : null}
    </details>
  );
}

function SeverityTable({ source }: { source: SourceStatus }): ReactNode {
  const model = useAppModel();
  const isHere = useStore(model.status)?.capture === 'here';
  const { severities, problem, unsaved, change } = useSeverities(source.id, source.counters.stored > 0);
  const [showsAll, setShowsAll] = useState(false);
  // A word that is put back to the usual does not vanish from under the pointer.
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const words = texts.severities;

  async function save({ raw, usual }: SeverityRow, severity: Severity): Promise<void> {
    setKept(new Set([...kept, raw]));
    const isSaved = await change(raw, severity === usual ? null : severity);
    if (isSaved) model.announcer.say(words.changed(wordOf(raw), texts.severity[severity] ?? ''));
  }

  if (severities === null) {
    return problem === null ? (
      <p className="hint">{texts.empty.loading}</p>
    ) : (
      <ProblemNotice problem={problem} place="inline" />
    );
  }
  if (severities.rows.length === 0) return <p className="hint severities-content">{words.ofItsLogs}</p>;
  const looked = severities.lookedAtEntries;
  return (
    <div className="severities-content">
      <p className="hint">
        {words.explain} {looked === 0 ? words.nothingSeen : words.lookedAt(looked, formatCount(looked))}
        {isHere ? null : ` ${words.elsewhere}`}
      </p>
      {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
      <div className="table-scroll" tabIndex={0} role="group" aria-label={words.title}>
        <table className="severity-table">
          <thead>
            <tr>
              <th>{words.word}</th>
              <th>{words.usual}</th>
              <th>{words.now}</th>
              <th className="number">{words.seen}</th>
            </tr>
          </thead>
          {severityGroups(severities, showsAll, kept).map((group) => (
            <tbody key={group.scale}>
              <GroupHead group={group} />
              {group.rows.map((row) => (
                <SeverityTableRow
                  key={row.raw}
                  row={row}
                  isDisabled={!isHere}
                  problem={unsaved?.raw === row.raw ? unsaved.problem : null}
                  onChange={(severity) => void save(row, severity)}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {hasManyWords(severities) ? (
        <button
          type="button"
          className="button button-small"
          onClick={() => {
            setShowsAll(!showsAll);
          }}
        >
          {showsAll ? words.showSeen : words.showAll(formatCount(severities.rows.length - 1))}
        </button>
      ) : null}
    </div>
  );
}

function GroupHead({ group: { scale, reference, rows } }: { group: SeverityGroup }): ReactNode {
  const words = texts.severities;
  const noScale = rows.length === 1 ? words.silent : words.others;
  return (
    <tr className="severity-scale">
      <th colSpan={4} scope="rowgroup">
        {scale === null ? noScale : words.scales[scale]}
        {reference === '' ? null : <span className="hint">{words.reference(reference)}</span>}
      </th>
    </tr>
  );
}
