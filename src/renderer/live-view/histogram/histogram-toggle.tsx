import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';

/** Shows and hides the histogram. */
export function HistogramToggle(): ReactNode {
  const { settings } = useAppModel();
  const { isHistogramOpen } = useStore(settings);
  return (
    <button
      type="button"
      className="icon-button histogram-toggle"
      aria-pressed={isHistogramOpen}
      aria-label={texts.histogram.toggle}
      title={isHistogramOpen ? texts.histogram.shownHint : texts.histogram.hiddenHint}
      onClick={() => {
        settings.patch({ isHistogramOpen: !isHistogramOpen });
      }}
    >
      <Icon name="histogram" />
    </button>
  );
}
