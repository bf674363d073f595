import type { ReactNode } from 'react';
import type { ExportPreview } from '#contract/export-preview.ts';
import { useAppModel } from '../../app-model.ts';
import { LogText } from '../../components/log-text.tsx';
import { formatCount } from '../../formats.ts';
import { gapWords } from '../../live-view/gap-words.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';

const words = texts.export;

/** Intervals within the range of which entries are missing: whoever gets the files should know. */
export function PreviewGaps({ preview: { gaps, gapCount } }: { preview: ExportPreview }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  if (gapCount === 0) return null;
  return (
    <details className="preview-gaps">
      <summary>{words.gaps(gapCount, formatCount(gapCount))}</summary>
      <ul>
        {gaps.map((gap) => (
          <li key={gap.id}>
            <LogText text={gapWords(gap, timeZone)} />
          </li>
        ))}
      </ul>
      {gapCount > gaps.length ? <p className="hint">{words.gapsListed(formatCount(gaps.length))}</p> : null}
    </details>
  );
}
