import type { ReactNode, SubmitEvent } from 'react';
import { useId, useState } from 'react';
import { formatCount } from '../../formats.ts';
import type { ListColumn } from '../../state/settings.ts';
import { useRawFieldNames } from '../../state/use-raw-field-names.ts';
import { texts } from '../../texts.ts';
import { MOST_RAW_COLUMNS, isShown } from './column-choice.ts';

interface RawFieldPickerProps {
  columns: readonly ListColumn[];
  onAdd: (name: string) => void;
}

/** Adds a column for a field as its source named it; the names that the store knows are offered. */
export function RawFieldPicker({ columns, onAdd }: RawFieldPickerProps): ReactNode {
  const [name, setName] = useState('');
  const names = useRawFieldNames();
  const listId = useId();
  const words = texts.columns;
  const isFull = columns.filter(({ id }) => id.startsWith('raw:')).length >= MOST_RAW_COLUMNS;
  const wanted = name.trim();

  function add(event: SubmitEvent): void {
    event.preventDefault();
    if (wanted === '' || isFull) return;
    if (!isShown(columns, `raw:${wanted}`)) onAdd(wanted);
    setName('');
  }

  return (
    <form className="raw-field-picker" onSubmit={add}>
      <input
        type="text"
        aria-label={words.addRaw}
        placeholder={`${words.addRaw}: ${words.addRawExample}`}
        list={listId}
        value={name}
        maxLength={256}
        disabled={isFull}
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <datalist id={listId}>
        {names.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </datalist>
      <button type="submit" className="button button-small" disabled={wanted === '' || isFull}>
        {words.add}
      </button>
      {isFull ? <p className="hint">{words.mostRaw(formatCount(MOST_RAW_COLUMNS))}</p> : null}
    </form>
  );
}
