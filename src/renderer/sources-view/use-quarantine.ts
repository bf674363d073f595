import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { Quarantined } from '#contract/status.ts';
import { useAppModel } from '../app-model.ts';
import { appErrorOf } from '../state/app-error-of.ts';

const PAGE_ITEMS = 20;

interface QuarantineState {
  /** Newest first. */
  quarantined: readonly Quarantined[];
  total: number;
  problem: AppError | null;
}

/** The newest of what is quarantined, read again when there is more of it. @param count how many the status tells of. */
export function useQuarantine(count: number): QuarantineState & { readOlder: () => void } {
  const { host } = useAppModel();
  const [state, setState] = useState<QuarantineState>({ quarantined: [], total: 0, problem: null });

  const read = useCallback(
    async (beforeId: number | undefined, signal?: AbortSignal): Promise<void> => {
      try {
        const params = beforeId === undefined ? { limit: PAGE_ITEMS } : { limit: PAGE_ITEMS, beforeId };
        const { quarantined, total } = await host.call('quarantine.list', params, signal);
        const page = quarantined.toSorted((a, b) => b.id - a.id);
        setState((before) => ({
          quarantined: beforeId === undefined ? page : [...before.quarantined, ...page],
          total,
          problem: null,
        }));
      } catch (error) {
        if (signal?.aborted !== true) setState((before) => ({ ...before, problem: appErrorOf(error) }));
      }
    },
    [host],
  );

  useEffect(() => {
    const call = new AbortController();
    void read(undefined, call.signal);
    return () => {
      call.abort();
    };
  }, [read, count]);

  return { ...state, readOlder: () => void read(state.quarantined.at(-1)?.id) };
}
