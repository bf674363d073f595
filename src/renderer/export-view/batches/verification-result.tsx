import type { ReactNode } from 'react';
import type { Verification } from '#contract/export-batch.ts';
import { Icon } from '../../components/icon.tsx';
import { LogText } from '../../components/log-text.tsx';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import { fileName } from './batch-words.ts';

const words = texts.batches;

/** Whether the files are as they were written; where not, which ones and why. */
export function VerificationResult({ verification }: { verification: Verification }): ReactNode {
  const { isIntact, files } = verification;
  if (isIntact) {
    return (
      <p className="verified is-intact">
        <Icon name="check" />
        {words.intact(files.length, formatCount(files.length))}
      </p>
    );
  }
  return (
    <div className="verified is-changed">
      <p>
        <Icon name="warning" />
        {words.notIntact}
      </p>
      <ul>
        {files
          .filter(({ state }) => state !== 'intact')
          .map(({ path, state, finding }) => (
            <li key={path}>
              <code>
                <LogText text={fileName(path)} />
              </code>{' '}
              <b>{words.fileStates[state]}</b>
              {finding === null ? null : (
                <span className="hint">
                  {' '}
                  <LogText text={finding} />
                </span>
              )}
            </li>
          ))}
      </ul>
    </div>
  );
}
