import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { LogCheck, MachineCheckResult } from '#contract/machine-check.ts';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { LogText } from '../../components/log-text.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatShortTime } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { sortLogs } from './access-words.ts';
import { LogCheckItem } from './log-check-item.tsx';

interface LogAccessPanelProps {
  /** The sources that are captured. */
  captured: readonly string[];
  /** Draws what can be done with a source that could be captured and is not. */
  renderAction?: (source: string) => ReactNode;
}

/** What this user may read of the machine's logs: tested when it is first shown, and whenever the user asks. */
export function LogAccessPanel({ captured, renderAction }: LogAccessPanelProps): ReactNode {
  const { logAccess } = useAppModel();
  const { isBusy, result, problem } = useStore(logAccess.state);
  useEffect(() => {
    void logAccess.testOnce();
    return () => {
      logAccess.cancel();
    };
  }, [logAccess]);
  return (
    <section className="panel log-access" aria-label={texts.logAccess.title} aria-busy={isBusy}>
      <div className="log-access-head">
        <div>
          <h2>{texts.logAccess.title}</h2>
          <WhenTested result={result} />
        </div>
        <button
          type="button"
          className="button"
          // Disabled in earnest it would lose the focus of whoever pressed it.
          aria-disabled={isBusy ? true : undefined}
          onClick={() => void logAccess.testAgain()}
        >
          <Icon name={isBusy ? 'waiting' : 'again'} />
          {isBusy ? texts.logAccess.testing : texts.logAccess.testAgain}
        </button>
      </div>
      {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
      {result === null ? null : (
        <LogChecks logs={result.logs} captured={captured} renderAction={renderAction} />
      )}
    </section>
  );
}

function WhenTested({ result }: { result: MachineCheckResult | null }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  if (result === null) return <p className="hint">{texts.logAccess.explanation}</p>;
  return (
    <p className="hint">
      {texts.logAccess.explanation}{' '}
      {texts.logAccess.testedAt(result.user, formatShortTime(result.checkedAtUnixUs, timeZone))}
    </p>
  );
}

interface LogChecksProps {
  logs: readonly LogCheck[];
  captured: readonly string[];
  renderAction: LogAccessPanelProps['renderAction'];
}

function LogChecks({ logs, captured, renderAction }: LogChecksProps): ReactNode {
  const { lacking, readable, absent } = sortLogs(logs);
  return (
    <>
      <ul>
        {[...lacking, ...readable].map((log) => (
          <LogCheckItem
            key={log.source}
            log={log}
            isCaptured={captured.includes(log.source)}
            renderAction={renderAction}
          />
        ))}
      </ul>
      {absent.length === 0 ? null : (
        <details>
          <summary className="hint">
            {texts.logAccess.absent(absent.map(({ name }) => name).join(' \u00b7 '))}
          </summary>
          <dl className="log-access-absent">
            {absent.map(({ name, finding }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <LogText text={finding} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
