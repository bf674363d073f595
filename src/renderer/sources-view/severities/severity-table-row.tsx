import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { Severity } from '#contract/severity.ts';
import type { SeverityRow } from '#contract/source-severities.ts';
import { LogText } from '../../components/log-text.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { SelectField } from '../../export-view/form/select-field.tsx';
import { formatCount } from '../../formats.ts';
import { visibleParts } from '../../live-view/visible-text.ts';
import { ALL_SEVERITIES } from '../../state/entry-filter.ts';
import { texts } from '../../texts.ts';

/** A source's word within a sentence. Log text is hostile, so control characters stand there as signs. */
export function wordOf(raw: string): string {
  if (raw === '') return texts.severities.none;
  return texts.severities.quoted(
    visibleParts(raw)
      .map(({ text }) => text)
      .join(''),
  );
}

interface SeverityTableRowProps {
  row: SeverityRow;
  isDisabled: boolean;
  /** Why the last choice was not saved. */
  problem: AppError | null;
  onChange: (severity: Severity) => void;
}

/** One word: what it usually stands for, what it stands for now, and a way to change that and back. */
export function SeverityTableRow({ row, isDisabled, problem, onChange }: SeverityTableRowProps): ReactNode {
  const { raw, usual, now, seen } = row;
  const words = texts.severities;
  const nameOf = (severity: Severity) => texts.severity[severity] ?? '';
  const isChanged = now !== usual;
  return (
    <tr className={isChanged ? 'is-changed' : undefined}>
      <th scope="row">
        {raw === '' ? (
          words.none
        ) : (
          <code>
            <LogText text={raw} />
          </code>
        )}
      </th>
      <td>{nameOf(usual)}</td>
      <td>
        <div className="severity-choice">
          <SeverityMark severity={now} />
          <SelectField
            name={words.nameOf(wordOf(raw))}
            isNamed={false}
            isDisabled={isDisabled}
            options={ALL_SEVERITIES.map((severity) => ({
              value: String(severity),
              label: nameOf(severity),
            }))}
            value={String(now)}
            onChange={(value) => {
              onChange(Number(value));
            }}
          />
          {isChanged && !isDisabled ? (
            <button
              type="button"
              className="button button-small"
              aria-label={words.backToUsualOf(wordOf(raw), nameOf(usual))}
              onClick={(event) => {
                // The button goes away; the keyboard stays in this row.
                event.currentTarget.closest('tr')?.querySelector('select')?.focus();
                onChange(usual);
              }}
            >
              {words.backToUsual}
            </button>
          ) : null}
        </div>
        {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
      </td>
      <td className="number">
        {seen === null ? <span title={words.notTold}>{'\u2013'}</span> : formatCount(seen)}
      </td>
    </tr>
  );
}
