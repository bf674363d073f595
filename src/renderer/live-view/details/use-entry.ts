import { useEffect, useState } from 'react';
import type { EntryDetail } from '#contract/entry.ts';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../../app-model.ts';
import { appErrorOf } from '../../state/app-error-of.ts';

interface LoadedEntry {
  entry: EntryDetail | null;
  problem: AppError | null;
}

/** The entry, once it is there. While another one loads, the one before stays: the pane does not flicker. */
export function useEntry(id: number): LoadedEntry {
  const { host } = useAppModel();
  const [loaded, setLoaded] = useState<LoadedEntry>({ entry: null, problem: null });
  useEffect(() => {
    const call = new AbortController();
    host.call('entries.get', { id }, call.signal).then(
      (entry) => {
        setLoaded({ entry, problem: null });
      },
      (error: unknown) => {
        if (!call.signal.aborted) setLoaded({ entry: null, problem: appErrorOf(error) });
      },
    );
    return () => {
      call.abort();
    };
  }, [host, id]);
  return loaded;
}
