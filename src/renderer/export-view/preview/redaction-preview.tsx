import type { ReactNode } from 'react';
import type { RedactionPreview as Redaction } from '#contract/redaction.ts';
import { LogText } from '../../components/log-text.tsx';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';

const words = texts.export.redaction;

/** More are not told. Source: the contract's preview. */
const MOST_EXAMPLES = 100;

/** What was found to be replaced, and by what: from a sample, and without a promise that it is all. */
export function RedactionPreview({ redaction }: { redaction: Redaction }): ReactNode {
  const { examples, sampledEntries } = redaction;
  return (
    <div className="redaction-preview">
      <h3>
        {examples.length === 0
          ? words.nothingFound
          : words.previewTitle(
              examples.length,
              formatCount(examples.length),
              examples.length < MOST_EXAMPLES,
            )}
      </h3>
      {examples.length === 0 ? null : (
        <div className="first-rows-box" tabIndex={0} role="group" aria-label={words.title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.text}</th>
                <th scope="col">{words.pseudonym}</th>
                <th scope="col" className="number">
                  {words.occurrences}
                </th>
              </tr>
            </thead>
            <tbody>
              {examples.map(({ kind, text, pseudonym, occurrences }) => (
                <tr key={`${kind} ${text}`}>
                  <td>{words.titles[kind]}</td>
                  <td>
                    <code>
                      <LogText text={text} />
                    </code>
                  </td>
                  <td>
                    <code>{pseudonym}</code>
                  </td>
                  <td className="number">{formatCount(occurrences)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="hint">
        {words.sampled(sampledEntries, formatCount(sampledEntries))} {words.noGuarantee}
      </p>
    </div>
  );
}
