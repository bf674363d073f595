import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import type { CopyFormat } from './copy-selection.ts';
import { copySelection } from './copy-selection.ts';
import { exportSelection } from './export-selection.ts';
import { selectionSizeWords } from './selection-size.ts';

/** What can be done with several chosen entries. */
export function SelectionBar(): ReactNode {
  const model = useAppModel();
  const { feed, selection } = model;
  const live = useStore(feed.state);
  const { bySeverity } = useStore(feed.summary.state);
  useStore(selection.choice);
  const { ranges } = selection;
  const words = texts.live.selection;
  return (
    <div className="selection-bar" role="toolbar" aria-label={words.name}>
      <span className="selection-count" aria-live="polite">
        {selectionSizeWords(ranges, live, bySeverity)}
      </span>
      <CopyAs format="text" label={words.copy} />
      <CopyAs format="csv" label={words.copyCsv} />
      <CopyAs format="jsonl" label={words.copyJson} />
      <button
        type="button"
        className="button button-small"
        onClick={() => {
          exportSelection(model);
        }}
      >
        <Icon name="export" />
        {words.export}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={words.clear}
        title={words.clear}
        onClick={() => {
          selection.clear();
          document.getElementById('log-entries')?.focus();
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function CopyAs({ format, label }: { format: CopyFormat; label: string }): ReactNode {
  const model = useAppModel();
  return (
    <button type="button" className="button button-small" onClick={() => void copySelection(model, format)}>
      {format === 'text' ? <Icon name="copy" /> : null}
      {label}
    </button>
  );
}
