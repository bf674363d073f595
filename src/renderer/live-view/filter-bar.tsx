import type { ReactNode } from 'react';
import type { SeverityCounts } from '#contract/severity.ts';
import { useAppModel } from '../app-model.ts';
import { Choice } from '../components/choice.tsx';
import { SeverityToggles } from '../components/severity-toggles.tsx';
import { formatCount } from '../formats.ts';
import type { EntryFilter, SeverityPreset } from '../state/entry-filter.ts';
import { SEVERITY_PRESETS, presetOf } from '../state/entry-filter.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { HistogramToggle } from './histogram/histogram-toggle.tsx';
import { TimeFilterChip } from './histogram/time-filter-chip.tsx';
import type { LiveState } from './live-state.ts';
import { countOf } from './summary-tally.ts';

const PRESETS = (['all', 'warnings-and-errors', 'errors'] as const).map((value) => ({
  value,
  label: texts.filter.presets[value],
}));

/** Which severities and times are shown, and how many entries that makes. */
export function FilterBar(): ReactNode {
  const { feed } = useAppModel();
  const live = useStore(feed.state);
  const { bySeverity } = useStore(feed.summary.state);
  const { requested } = live;

  function show(filter: EntryFilter): void {
    void feed.setFilter(filter);
  }

  return (
    <div className="filter-bar">
      <Choice<SeverityPreset>
        name={texts.filter.presetsName}
        options={PRESETS}
        value={presetOf(requested.severities)}
        onChange={(preset) => {
          show({ ...requested, severities: SEVERITY_PRESETS[preset] });
        }}
      />
      <SeverityToggles
        shown={requested.severities}
        counts={bySeverity}
        onChange={(severities) => {
          show({ ...requested, severities });
        }}
      />
      <TimeFilterChip />
      <span className="filter-total">{totalWords(bySeverity, live)}</span>
      <HistogramToggle />
    </div>
  );
}

function totalWords(bySeverity: SeverityCounts | null, { filter }: LiveState): string {
  if (bySeverity === null) return '';
  const total = countOf(bySeverity, filter.severities);
  return texts.filter.total(total, formatCount(total));
}
