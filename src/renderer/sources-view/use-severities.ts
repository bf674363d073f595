import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { Severity } from '#contract/severity.ts';
import type { SourceSeverities } from '#contract/source-severities.ts';
import { useAppModel } from '../app-model.ts';
import { appErrorOf } from '../state/app-error-of.ts';
import { useNow } from '../state/use-now.ts';

interface SeveritiesState {
  /** null: not known yet. */
  severities: SourceSeverities | null;
  problem: AppError | null;
}

/**
 * What the words of a source stand for: read when the component appears, after every change, and now and then again for words that were not
 * seen before. @param hasEntries - Whether something of the source is stored: with the first entries it is read at once.
 */
export function useSeverities(
  sourceId: number,
  hasEntries: boolean,
): SeveritiesState & {
  /** Saves at once. @param severity - null: the usual. @returns Whether it was saved. */
  change: (raw: string, severity: Severity | null) => Promise<boolean>;
} {
  const { host } = useAppModel();
  const nowUnixUs = useNow(true);
  const [state, setState] = useState<SeveritiesState>({ severities: null, problem: null });

  const read = useCallback(
    async (signal?: AbortSignal): Promise<void> => {
      try {
        const severities = await host.call('sources.severities', { sourceId }, signal);
        if (signal?.aborted !== true) setState((before) => ({ ...before, severities }));
      } catch (error) {
        if (signal?.aborted !== true) setState((before) => ({ ...before, problem: appErrorOf(error) }));
      }
    },
    [host, sourceId],
  );

  useEffect(() => {
    const call = new AbortController();
    void read(call.signal);
    return () => {
      call.abort();
    };
  }, [read, hasEntries, nowUnixUs]);

  async function change(raw: string, severity: Severity | null): Promise<boolean> {
    // Shown before it is saved, so that the choice does not jump back for a moment.
    setState(({ severities }) => ({
      severities: severities === null ? null : withChange(severities, raw, severity),
      problem: null,
    }));
    let problem: AppError | null = null;
    try {
      await host.call('sources.setSeverities', { sourceId, changes: [{ raw, severity }] });
    } catch (error) {
      problem = appErrorOf(error);
    }
    setState((before) => ({ ...before, problem }));
    await read();
    return problem === null;
  }

  return { ...state, change };
}

function withChange(severities: SourceSeverities, raw: string, severity: Severity | null): SourceSeverities {
  const rows = severities.rows.map((row) => (row.raw === raw ? { ...row, now: severity ?? row.usual } : row));
  return { ...severities, rows };
}
