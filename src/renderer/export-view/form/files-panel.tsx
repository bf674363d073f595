import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { Choice } from '../../components/choice.tsx';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import type { Destination } from '../plan/export-plan.ts';
import { destinationOf } from '../plan/export-plan.ts';
import { splitWords } from '../plan/plan-words.ts';
import { CheckField } from './check-field.tsx';
import { FolderField } from './folder-field.tsx';
import { FoldedPanel } from './folded-panel.tsx';
import { NamePatternField } from './name-pattern-field.tsx';
import { SplitFields } from './split-fields.tsx';
import type { ExportForm } from './use-export-form.ts';

const words = texts.export;

/** Where the files go, what they are called, and how large they get. */
export function FilesPanel({ form }: { form: ExportForm }): ReactNode {
  const { plan, onChange } = form;
  const { shell } = useAppModel();
  const canDownload = useStore(shell)?.canDownload === true && plan.frequency === 'once';
  const isDownload = destinationOf(plan) === 'download';
  return (
    <fieldset className="panel">
      <legend>{words.files}</legend>
      {canDownload ? (
        <Choice<Destination>
          name={words.destination}
          options={[
            { value: 'folder', label: words.destinations.folder },
            { value: 'download', label: words.destinations.download },
          ]}
          value={plan.destination}
          onChange={(destination) => {
            onChange({ destination });
          }}
        />
      ) : null}
      {isDownload ? null : <FolderField form={form} />}
      <NamePatternField form={form} />
      {isDownload ? (
        <p className="hint">{words.downloadHint}</p>
      ) : (
        <>
          <FoldedPanel title={words.split.name} summary={splitWords(plan)} place="part">
            <SplitFields plan={plan} onChange={onChange} />
          </FoldedPanel>
          <CheckField
            name={words.replaceExisting}
            isOn={plan.replacesExisting}
            onChange={(replacesExisting) => {
              onChange({ replacesExisting });
            }}
          />
        </>
      )}
    </fieldset>
  );
}
