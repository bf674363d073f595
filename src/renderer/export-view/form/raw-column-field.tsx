import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useRawFieldNames } from '../../state/use-raw-field-names.ts';
import { texts } from '../../texts.ts';
import { MOST_COLUMNS } from '../plan/column-order.ts';

const words = texts.export;

interface RawColumnFieldProps {
  columns: readonly string[];
  onAdd: (name: string) => void;
}

/** Adds a column for a field as its source named it; the names that the store knows are offered. */
export function RawColumnField({ columns, onAdd }: RawColumnFieldProps): ReactNode {
  const [name, setName] = useState('');
  const names = useRawFieldNames();
  const listId = useId();
  const isWanted = name.trim() !== '' && columns.length < MOST_COLUMNS;

  function add(): void {
    if (!isWanted) return;
    onAdd(name.trim());
    setName('');
  }

  return (
    <div className="raw-column-field">
      <input
        type="text"
        className="code-input"
        aria-label={words.addRaw}
        placeholder={`${words.addRaw}: ${words.addRawExample}`}
        list={listId}
        value={name}
        maxLength={256}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setName(event.target.value);
        }}
        onKeyDown={(event) => {
          // Else Enter would begin the export.
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
      />
      <datalist id={listId}>
        {names
          .filter((each) => !columns.includes(each))
          .map((each) => (
            <option key={each}>{each}</option>
          ))}
      </datalist>
      <button type="button" className="button button-small" disabled={!isWanted} onClick={add}>
        {words.add}
      </button>
    </div>
  );
}
