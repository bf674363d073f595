import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { batchTitle } from '../batches/batch-words.ts';
import { SelectField } from './select-field.tsx';
import type { PlanProps } from './use-export-form.ts';

const NONE = '';

/** Only what came after an earlier export. Not shown where there is none. */
export function SinceBatchField({ plan, onChange }: PlanProps): ReactNode {
  const { batches, settings } = useAppModel();
  const history = useStore(batches.history);
  const { timeZone } = useStore(settings);
  const { afterBatchId } = plan;
  const completed = history.batches.filter(({ state }) => state === 'completed');
  // One that was chosen stays, also when it is older than what is listed.
  const isUnlisted = afterBatchId !== null && completed.every(({ id }) => id !== afterBatchId);
  if (completed.length === 0 && afterBatchId === null) return null;
  return (
    <SelectField
      name={texts.export.afterBatch}
      options={[
        { value: NONE, label: texts.export.afterNone },
        ...(isUnlisted
          ? [{ value: String(afterBatchId), label: texts.export.afterUnlisted(afterBatchId) }]
          : []),
        ...completed.map((batch) => ({ value: String(batch.id), label: batchTitle(batch, timeZone) })),
      ]}
      value={afterBatchId === null ? NONE : String(afterBatchId)}
      onChange={(chosen) => {
        onChange({ afterBatchId: chosen === NONE ? null : Number(chosen) });
      }}
    />
  );
}
