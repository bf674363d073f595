import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { Severity } from '#contract/severity.ts';
import type { SourceSeverities } from '#contract/source-severities.ts';
import { useAppModel } from '../../app-model.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { useNow } from '../../state/use-now.ts';

interface SeveritiesState {
  /** null: not known yet. */
  severities: SourceSeverities | null;
  /** Why they could not be read. */
  problem: AppError | null;
  /** The last change, where it could not be saved. */
  unsaved: { raw: string; problem: AppError } | null;
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
  const [severities, setSeverities] = useState<SourceSeverities | null>(null);
  const [problem, setProblem] = useState<AppError | null>(null);
  const [unsaved, setUnsaved] = useState<SeveritiesState['unsaved']>(null);

  const read = useCallback(
    async (signal?: AbortSignal): Promise<void> => {
      try {
        setSeverities(await host.call('sources.severities', { sourceId }, signal));
        setProblem(null);
      } catch (error) {
        if (signal?.aborted !== true) setProblem(appErrorOf(error));
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
    setSeverities((known) => (known === null ? null : withChange(known, raw, severity)));
    setUnsaved(null);
    try {
      await host.call('sources.setSeverities', { sourceId, changes: [{ raw, severity }] });
    } catch (error) {
      setUnsaved({ raw, problem: appErrorOf(error) });
      setSeverities(severities);
      return false;
    }
    await read();
    return true;
  }

  return { severities, problem, unsaved, change };
}

function withChange(severities: SourceSeverities, raw: string, severity: Severity | null): SourceSeverities {
  const rows = severities.rows.map((row) => (row.raw === raw ? { ...row, now: severity ?? row.usual } : row));
  return { ...severities, rows };
}
