import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { QuarantineChoice, QuarantineGroup } from '#contract/log-format.ts';
import type { Quarantined } from '#contract/status.ts';
import { useAppModel } from '../../app-model.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { useStore } from '../../state/use-store.ts';

const PAGE_ITEMS = 20;

interface GroupsState {
  /** Most pieces first. */
  groups: readonly QuarantineGroup[];
  total: number;
  problem: AppError | null;
}

/** What is in quarantine by source and reason, read again when there is more or less of it. @param count - As the status tells. */
export function useQuarantineGroups(count: number): GroupsState {
  const { host, quarantineTries } = useAppModel();
  const tries = useStore(quarantineTries);
  const [state, setState] = useState<GroupsState>({ groups: [], total: 0, problem: null });

  useEffect(() => {
    const call = new AbortController();
    host.call('quarantine.groups', {}, call.signal).then(
      (answer) => {
        if (!call.signal.aborted) setState({ ...answer, problem: null });
      },
      (error: unknown) => {
        if (!call.signal.aborted) setState((before) => ({ ...before, problem: appErrorOf(error) }));
      },
    );
    return () => {
      call.abort();
    };
  }, [host, count, tries]);

  return state;
}

interface PiecesState {
  /** Newest first. */
  pieces: readonly Quarantined[];
  total: number;
  problem: AppError | null;
}

/** The newest pieces of a choice, read again when there is more or less of it. @param count - How many there are, as the group tells. */
export function useQuarantinedPieces(
  choice: QuarantineChoice,
  count: number,
): PiecesState & { readOlder: () => void } {
  const { host, quarantineTries } = useAppModel();
  const tries = useStore(quarantineTries);
  const key = JSON.stringify(choice);
  const [state, setState] = useState<PiecesState>({ pieces: [], total: 0, problem: null });

  const read = useCallback(
    async (beforeId: number | undefined, signal?: AbortSignal): Promise<void> => {
      const from = beforeId === undefined ? {} : { beforeId };
      try {
        const { quarantined, total } = await host.call(
          'quarantine.list',
          { limit: PAGE_ITEMS, choice: JSON.parse(key) as QuarantineChoice, ...from },
          signal,
        );
        if (signal?.aborted === true) return;
        setState((before) => ({
          pieces: beforeId === undefined ? quarantined : [...before.pieces, ...quarantined],
          total,
          problem: null,
        }));
      } catch (error) {
        if (signal?.aborted !== true) setState((before) => ({ ...before, problem: appErrorOf(error) }));
      }
    },
    [host, key],
  );

  useEffect(() => {
    const call = new AbortController();
    void read(undefined, call.signal);
    return () => {
      call.abort();
    };
  }, [read, count, tries]);

  return { ...state, readOlder: () => void read(state.pieces.at(-1)?.id) };
}
