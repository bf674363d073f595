import type { ReactNode } from 'react';
import type { ExportJob } from '#contract/export.ts';
import { useAppModel } from '../app-model.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { Icon } from '../components/icon.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { formatBytes, formatCount, formatElapsed, formatRate, formatShortTime } from '../formats.ts';
import { appErrorOf } from '../state/app-error-of.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { jobProgress } from './job-progress.ts';

/** The exports of this run: what is being written, and what became of the others. */
export function ExportJobList(): ReactNode {
  const { exportJobs } = useAppModel();
  const jobs = useStore(exportJobs.jobs);
  return (
    <section className="jobs" aria-label={texts.jobs.name}>
      <h2>{texts.jobs.title}</h2>
      {jobs.length === 0 ? <p className="hint">{texts.jobs.none}</p> : null}
      <ol>
        {jobs.map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </ol>
    </section>
  );
}

function Job({ job }: { job: ExportJob }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  return (
    <li className={`job job-${job.state}`}>
      <div className="job-head">
        <strong>{texts.jobs.states[job.state]}</strong>
        <span className="hint">{formatShortTime(job.startedAtUnixUs, timeZone)}</span>
      </div>
      <p className="job-path">
        <code>{job.files[0] ?? job.request.path}</code>
        {job.files.length > 1 ? (
          <span className="hint"> {texts.jobs.moreFiles(job.files.length - 1)}</span>
        ) : null}
      </p>
      <JobOutcome job={job} />
    </li>
  );
}

function JobOutcome({ job }: { job: ExportJob }): ReactNode {
  switch (job.state) {
    case 'running':
      return <RunningJob job={job} />;
    case 'completed':
      return <CompletedJob job={job} />;
    case 'cancelled':
      return <p className="hint">{texts.jobs.cancelledWords}</p>;
    case 'failed':
      return job.error === null ? null : <ProblemNotice problem={job.error} place="inline" />;
  }
}

function RunningJob({ job }: { job: ExportJob }): ReactNode {
  const { host, announcer } = useAppModel();
  const { fraction, rowsPerSecond, remainingMs } = jobProgress(job);
  async function cancel(): Promise<void> {
    try {
      await host.call('exports.cancel', { id: job.id });
    } catch (error) {
      announcer.say(appErrorOf(error).message);
    }
  }
  return (
    <>
      <progress aria-label={texts.jobs.progress} max={1} value={fraction ?? undefined} />
      <p className="job-figures">
        {texts.jobs.written(
          formatCount(job.rowsWritten),
          job.rowsTotal === null ? null : formatCount(job.rowsTotal),
          formatRate(rowsPerSecond),
          remainingMs === null ? null : formatElapsed(remainingMs),
        )}
      </p>
      <div className="job-actions">
        <button type="button" className="button button-small" onClick={() => void cancel()}>
          {texts.jobs.cancel}
        </button>
      </div>
    </>
  );
}

function CompletedJob({ job }: { job: ExportJob }): ReactNode {
  const { host, announcer, shell } = useAppModel();
  const canReveal = useStore(shell)?.kind === 'electron';
  const path = job.files[0] ?? job.request.path;
  async function reveal(): Promise<void> {
    try {
      await host.call('shell.revealFile', { path });
    } catch (error) {
      announcer.say(appErrorOf(error).message);
    }
  }
  return (
    <>
      <p className="job-figures">
        {texts.jobs.completedWords(
          job.rowsWritten,
          formatCount(job.rowsWritten),
          formatBytes(job.bytesWritten),
          formatElapsed(job.elapsedMs),
        )}
      </p>
      <div className="job-actions">
        {canReveal ? (
          <button type="button" className="button button-small" onClick={() => void reveal()}>
            <Icon name="folder" />
            {texts.jobs.reveal}
          </button>
        ) : null}
        <CopyButton text={() => job.files.join('\n') || path} label={texts.jobs.copyPath} />
      </div>
    </>
  );
}
