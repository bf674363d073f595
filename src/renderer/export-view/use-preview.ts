import { useEffect, useState } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { ExportPreview } from '#contract/export.ts';
import type { EntryQuery } from '#contract/query.ts';
import { useAppModel } from '../app-model.ts';
import { appErrorOf } from '../state/app-error-of.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { filterKey } from '../state/entry-filter.ts';
import { RateGate } from '../state/rate-gate.ts';

/** A number that is about to be acted on should not flicker; nor should counting take a query worker to itself. */
const RECOUNT_INTERVAL_MS = 2_000;
const RECOUNT_REST_FACTOR = 9;

export interface PreviewState {
  /** Belongs to the present filter, or is null. */
  preview: ExportPreview | null;
  problem: AppError | null;
}

/** The exact count of what the filter selects, counted again as entries come in. */
export function usePreview(filter: EntryFilter): PreviewState {
  const { host } = useAppModel();
  const key = filterKey(filter);
  const [counted, setCounted] = useState<PreviewState & { key: string }>({
    key: '',
    preview: null,
    problem: null,
  });

  useEffect(() => {
    const calls = new AbortController();
    const gate = new RateGate(
      async () => {
        try {
          const query = JSON.parse(key) as EntryQuery;
          const preview = await host.call('exports.preview', { query }, calls.signal);
          if (!calls.signal.aborted) setCounted({ key, preview, problem: null });
        } catch (error) {
          if (!calls.signal.aborted) setCounted({ key, preview: null, problem: appErrorOf(error) });
        }
      },
      { minIntervalMs: RECOUNT_INTERVAL_MS, restFactor: RECOUNT_REST_FACTOR },
    );
    gate.request();
    const unsubscribe = host.subscribe('entries.stored', () => {
      gate.request();
    });
    return () => {
      unsubscribe();
      gate.close();
      calls.abort();
    };
  }, [host, key]);

  return counted.key === key ? counted : { preview: null, problem: null };
}
