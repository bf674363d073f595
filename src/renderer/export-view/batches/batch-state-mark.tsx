import type { ReactNode } from 'react';
import type { ExportBatch } from '#contract/export-batch.ts';
import type { IconName } from '../../components/icon.tsx';
import { Icon } from '../../components/icon.tsx';

const ICONS: Readonly<Record<ExportBatch['state'], IconName>> = {
  queued: 'waiting',
  running: 'save',
  paused: 'pause',
  completed: 'check',
  cancelled: 'close',
  failed: 'stopped',
};

/** A sign beside the word for a batch's state. */
export function BatchStateMark({ batch: { state, problem } }: { batch: ExportBatch }): ReactNode {
  return (
    <span className={`batch-mark batch-mark-${state}`}>
      <Icon name={state === 'paused' && problem !== null ? 'warning' : ICONS[state]} />
    </span>
  );
}
