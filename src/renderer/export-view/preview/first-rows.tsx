import type { ReactNode } from 'react';
import type { ExportPreview } from '#contract/export-preview.ts';
import { LogText } from '../../components/log-text.tsx';
import { texts } from '../../texts.ts';

const words = texts.export;

/** The first rows as they will stand in the file; of a file that is no text, as a table. */
export function FirstRows({ rows }: { rows: ExportPreview['firstRows'] }): ReactNode {
  return (
    <div className="first-rows">
      <h3>{words.firstRows}</h3>
      {/* Can be scrolled, so the keyboard must get there. */}
      <div className="first-rows-box" tabIndex={0} role="group" aria-label={words.firstRows}>
        {rows.kind === 'text' ? (
          <Lines text={rows.text} />
        ) : (
          <RowTable columns={rows.columns} rows={rows.rows} />
        )}
      </div>
      {rows.isCut ? <p className="hint">{words.firstRowsCut}</p> : null}
    </div>
  );
}

function Lines({ text }: { text: string }): ReactNode {
  return (
    <pre>
      {/* The options say which line ends the file has; a carriage return elsewhere is part of a value, and is shown. */}
      <LogText text={text.replaceAll('\r\n', '\n')} keep={'\n\t'} />
    </pre>
  );
}

interface RowTableProps {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

function RowTable({ columns, rows }: RowTableProps): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows of a preview are only ever replaced as a whole
          <tr key={row}>
            {columns.map((column, place) => (
              <td key={column}>
                <LogText text={cells[place] ?? ''} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
