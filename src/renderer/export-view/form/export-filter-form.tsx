import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../../app-model.ts';
import { SeverityToggles } from '../../components/severity-toggles.tsx';
import { currentZoneName, fromDateTimeInput, toDateTimeInput } from '../../formats.ts';
import { SearchBox } from '../../live-view/search/search-box.tsx';
import type { EntryFilter } from '../../state/entry-filter.ts';
import { filterOfQuery } from '../../state/saved-queries.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { rangeSince } from './quick-ranges.ts';
import { SinceBatchField } from './since-batch-field.tsx';
import type { PlanProps } from './use-export-form.ts';

const QUICK_RANGES = ['hour', 'today', 'day', 'week', 'all'] as const;

interface ExportFilterFormProps extends PlanProps {
  filter: EntryFilter;
  /** The search cannot be read. */
  problem: AppError | null;
}

/** Which entries: the live view's filter, until it is changed here. */
export function ExportFilterForm({ filter, problem, plan, onChange }: ExportFilterFormProps): ReactNode {
  const { exportFilter, settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const zone = currentZoneName(timeZone);

  function change(changes: Partial<EntryFilter>): void {
    exportFilter.set({ ...filter, ...changes });
  }

  return (
    <fieldset className="panel">
      <legend>{texts.export.which}</legend>
      <SearchBox
        value={filter.where}
        problem={problem}
        onChange={(where) => {
          change({ where });
        }}
        onSavedQuery={({ query }) => {
          const saved = filterOfQuery(query);
          if (saved !== null) change(saved);
        }}
      />
      <SeverityToggles
        shown={filter.severities}
        counts={null}
        hasCounts={false}
        onChange={(severities) => {
          change({ severities });
        }}
      />
      <div className="field-row">
        <label className="field">
          <span>{texts.export.since(zone)}</span>
          <input
            type="datetime-local"
            step="1"
            value={toDateTimeInput(filter.sinceUnixUs, timeZone)}
            onChange={(event) => {
              change({ sinceUnixUs: fromDateTimeInput(event.target.value, timeZone) });
            }}
          />
        </label>
        <label className="field">
          <span>{texts.export.until(zone)}</span>
          <input
            type="datetime-local"
            step="1"
            value={toDateTimeInput(filter.untilUnixUs, timeZone)}
            onChange={(event) => {
              change({ untilUnixUs: fromDateTimeInput(event.target.value, timeZone) });
            }}
          />
        </label>
        <div className="quick-ranges" role="group" aria-label={texts.export.quickRanges}>
          {QUICK_RANGES.map((range) => (
            <button
              key={range}
              type="button"
              className="button button-small"
              onClick={() => {
                change({ sinceUnixUs: rangeSince(range, Date.now(), timeZone), untilUnixUs: null });
              }}
            >
              {texts.export.ranges[range]}
            </button>
          ))}
        </div>
      </div>
      {plan.frequency === 'once' ? <SinceBatchField plan={plan} onChange={onChange} /> : null}
    </fieldset>
  );
}
