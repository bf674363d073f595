import type { ReactNode } from 'react';
import type { TriedLine } from '#contract/log-format.ts';
import { severitySchema } from '#contract/severity.ts';
import { useAppModel } from '../../app-model.ts';
import { LogText } from '../../components/log-text.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { formatCount, formatFullTime } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import type { PreviewColumn } from './preview-columns.ts';

const words = texts.formats;
const NOTHING = '\u2013';

/** One line: what was found in it, or why nothing was. */
export function PreviewRow({
  line,
  columns,
}: {
  line: TriedLine;
  columns: readonly PreviewColumn[];
}): ReactNode {
  const { reading, number } = line;
  return (
    <tr className={`tried-line is-${reading.kind}`}>
      <td className="number">
        {number === null ? <span title={words.fromTheEnd}>…</span> : formatCount(number)}
      </td>
      {reading.kind === 'entry' ? (
        columns.map((column) => <EntryCell key={column.key} column={column} reading={reading} />)
      ) : (
        <td colSpan={columns.length}>
          <LineText line={line} />
        </td>
      )}
    </tr>
  );
}

interface EntryCellProps {
  column: PreviewColumn;
  reading: Extract<TriedLine['reading'], { kind: 'entry' }>;
}

function EntryCell({ column, reading }: EntryCellProps): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  if (column.key === 'time') {
    const { timeUnixUs } = reading;
    return (
      <td className="tried-time">{timeUnixUs === null ? NOTHING : formatFullTime(timeUnixUs, timeZone)}</td>
    );
  }
  if (column.key === 'severity') return <SeverityCell reading={reading} />;
  return (
    <td className={column.key === 'message' ? 'tried-message' : undefined}>
      <LogText text={column.valueOf(reading)} />
    </td>
  );
}

/** As it is on the common scale, and as the line says it where that is another word. */
function SeverityCell({ reading: { severity, rawSeverity } }: Pick<EntryCellProps, 'reading'>): ReactNode {
  if (severity === null) return <td>{rawSeverity === '' ? NOTHING : <LogText text={rawSeverity} />}</td>;
  const known = severitySchema.parse(severity);
  const name = texts.severity[known] ?? '';
  return (
    <td className="tried-severity">
      <SeverityMark severity={known} /> {name}
      {rawSeverity === '' || rawSeverity.toLowerCase() === name.toLowerCase() ? null : (
        <span className="hint">
          {' '}
          <LogText text={rawSeverity} />
        </span>
      )}
    </td>
  );
}

function LineText({ line: { text, reading } }: { line: TriedLine }): ReactNode {
  if (reading.kind !== 'strange') {
    return (
      <>
        <span className="tried-text">
          <LogText text={text} />
        </span>{' '}
        <span className="hint">{words.further}</span>
      </>
    );
  }
  const at = reading.at ?? 0;
  return (
    <>
      <span className="tried-text">
        <LogText text={text.slice(0, at)} />
        <mark>
          <LogText text={text.slice(at) === '' ? ' ' : text.slice(at)} />
        </mark>
      </span>{' '}
      <span className="tried-reason">{reading.reason ?? words.strange}</span>
    </>
  );
}
