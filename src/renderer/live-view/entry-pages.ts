import type { CancelSignal } from '#contract/cancel-signal.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import type { EntryQuery, PageAnchor } from '#contract/query.ts';
import type { EntryPage } from './row-window.ts';
import type { PageReader } from './window-loads.ts';

/** How the rows of the list are to be made. */
export interface ListForm {
  foldsRepeats: boolean;
  /** At most 8. */
  rawFields: readonly string[];
}

export const PLAIN_FORM: ListForm = { foldsRepeats: false, rawFields: [] };

/** A search that takes longer tells what it has found and how far it has come. */
const PAGE_BUDGET_MS = 120;

/** Pages of one query, until `signal` aborts. */
export function entryPages(
  api: EngineApi,
  query: EntryQuery,
  form: ListForm,
  signal?: CancelSignal,
): PageReader {
  const shape = {
    ...(form.foldsRepeats ? { foldsRepeats: true } : {}),
    ...(form.rawFields.length === 0 ? {} : { rawFields: [...form.rawFields] }),
    budgetMs: PAGE_BUDGET_MS,
  };
  return {
    isFolded: form.foldsRepeats,
    read: (anchor: PageAnchor, limit: number): Promise<EntryPage> =>
      api.call('entries.list', { query, anchor, limit, ...shape }, signal),
  };
}
