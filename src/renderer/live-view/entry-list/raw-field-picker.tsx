import type { ReactNode, SubmitEvent } from 'react';
import { useEffect, useId, useState } from 'react';
import { useAppModel } from '../../app-model.ts';
import { formatCount } from '../../formats.ts';
import type { ListColumn } from '../../state/settings.ts';
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

function useRawFieldNames(): readonly string[] {
  const { host } = useAppModel();
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    const asking = new AbortController();
    host.call('fields.list', {}, asking.signal).then(
      ({ fields }) => {
        setNames(fields.filter(({ kind }) => kind === 'raw').map((field) => field.name));
      },
      () => {
        // Without the names to choose from, one can still be typed.
        setNames([]);
      },
    );
    return () => {
      asking.abort();
    };
  }, [host]);
  return names;
}
