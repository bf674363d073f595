import type { ReactNode } from 'react';
import type { Gap, SourceStatus } from '#contract/status.ts';
import { useAppModel } from '../app-model.ts';
import { LogText } from '../components/log-text.tsx';
import type { TimeZone } from '../formats.ts';
import { formatCount, formatFullTime } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';

/** Every interval that could not be captured. */
export function GapList({ sources }: { sources: readonly SourceStatus[] }): ReactNode {
  const { gaps: gapStore, settings } = useAppModel();
  const gaps = useStore(gapStore);
  const { timeZone } = useStore(settings);
  return (
    <section className="panel" aria-label={texts.gap.title}>
      <h2>{texts.gap.title}</h2>
      {gaps.length === 0 ? (
        <p className="hint">{texts.gap.none}</p>
      ) : (
        <div className="table-scroll" tabIndex={0} role="group" aria-label={texts.gap.title}>
          <table>
            <thead>
              <tr>
                <th>{texts.gap.source}</th>
                <th>{texts.gap.from}</th>
                <th>{texts.gap.until}</th>
                <th className="number">{texts.gap.lost}</th>
                <th>{texts.gap.reason}</th>
              </tr>
            </thead>
            <tbody>
              {gaps.map((gap) => (
                <GapRow
                  key={gap.id}
                  gap={gap}
                  source={sources.find(({ id }) => id === gap.sourceId)}
                  zone={timeZone}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface GapRowProps {
  gap: Gap;
  source: SourceStatus | undefined;
  zone: TimeZone;
}

function GapRow({ gap, source, zone }: GapRowProps): ReactNode {
  return (
    <tr>
      <td>{source?.spec ?? String(gap.sourceId)}</td>
      <td>{gap.fromUnixUs === null ? texts.gap.unknown : formatFullTime(gap.fromUnixUs, zone)}</td>
      <td>{gap.untilUnixUs === null ? texts.gap.unknown : formatFullTime(gap.untilUnixUs, zone)}</td>
      <td className="number">
        {gap.lostEntries === null ? texts.gap.unknown : formatCount(gap.lostEntries)}
      </td>
      <td>
        <LogText text={gap.reason} />
      </td>
    </tr>
  );
}
