import type { ReactNode } from 'react';
import type { ExportBatch } from '#contract/export-batch.ts';
import { useAppModel } from '../../app-model.ts';
import { LogText } from '../../components/log-text.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { formatBytes, formatCount, formatFullTime } from '../../formats.ts';
import { ALL_SEVERITIES } from '../../state/entry-filter.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { optionWords, redactionWords } from '../plan/plan-words.ts';

const words = texts.batches;

/** All that is known of a batch: what was asked for, what was looked at, and each file. */
export function BatchFacts({ batch }: { batch: ExportBatch }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const { request, afterId, lastId, redactions, bySeverity, createdAtUnixUs } = batch;
  const options = optionWords(request);
  const severities = ALL_SEVERITIES.filter((severity) => (bySeverity[severity] ?? 0) > 0);
  const replaced = Object.values(redactions).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <dl className="facts batch-facts">
        <Fact name={words.asked}>{formatFullTime(createdAtUnixUs, timeZone)}</Fact>
        {severities.length === 0 ? null : (
          <Fact name={words.severities}>
            <ul className="severity-counts">
              {severities.map((severity) => (
                <li key={severity}>
                  <SeverityMark severity={severity} />
                  {texts.severity[severity]} <b>{formatCount(bySeverity[severity] ?? 0)}</b>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {afterId === null || lastId === null ? null : (
          <Fact name={words.range}>{words.rangeWords(formatCount(afterId + 1), formatCount(lastId))}</Fact>
        )}
        {request.format === 'journal' ? null : (
          <Fact name={words.columns}>
            <code>
              <LogText text={texts.export.list(request.columns)} />
            </code>
          </Fact>
        )}
        {options === '' ? null : <Fact name={words.options}>{options}</Fact>}
        {request.redacts.length === 0 ? null : (
          <Fact name={words.redacted}>
            {redactionWords(request.redacts)}: {texts.export.redaction.done(replaced, formatCount(replaced))}
          </Fact>
        )}
      </dl>
      <BatchFiles batch={batch} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function BatchFiles({ batch: { files, fileCount } }: { batch: ExportBatch }): ReactNode {
  if (files.length === 0) return null;
  return (
    <>
      <div className="batch-files" tabIndex={0} role="group" aria-label={words.filesTitle}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.file}</th>
              <th scope="col" className="number">
                {words.rows}
              </th>
              <th scope="col" className="number">
                {words.size}
              </th>
            </tr>
          </thead>
          <tbody>
            {files.map(({ path, rows, sizeBytes }) => (
              <tr key={path}>
                <td>
                  <code>
                    <LogText text={path} />
                  </code>
                </td>
                <td className="number">{formatCount(rows)}</td>
                <td className="number">{formatBytes(sizeBytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {fileCount > files.length ? (
        <p className="hint">{words.filesBeyond(formatCount(files.length), formatCount(fileCount))}</p>
      ) : null}
    </>
  );
}
