import { useEffect, useState } from 'react';
import { useAppModel } from '../app-model.ts';

/** The fields that the log has, as its sources name them: read once, to complete what is typed. */
export function useRawFieldNames(): readonly string[] {
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
