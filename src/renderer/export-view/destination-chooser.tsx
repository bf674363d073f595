import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { Choice } from '../components/choice.tsx';
import { Icon } from '../components/icon.tsx';
import { appErrorOf } from '../state/app-error-of.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { targetPath } from './export-plan.ts';
import type { PlanProps } from './format-chooser.tsx';

/** Where the file goes: a place on the machine Hydrant runs on, or this browser's downloads. */
export function DestinationChooser({ plan, onChange }: PlanProps): ReactNode {
  const { shell: shellStore } = useAppModel();
  const shell = useStore(shellStore);
  return (
    <fieldset className="panel">
      <legend>{texts.export.destination}</legend>
      {shell?.canDownload === true ? (
        <Choice
          name={texts.export.destination}
          options={[
            { value: 'file', label: texts.export.destinations.file },
            { value: 'download', label: texts.export.destinations.download },
          ]}
          value={plan.destination}
          onChange={(destination) => {
            onChange({ ...plan, destination });
          }}
        />
      ) : null}
      {shell?.canChooseFile === true ? (
        <ChosenPath plan={plan} onChange={onChange} />
      ) : (
        <TypedPath plan={plan} onChange={onChange} />
      )}
    </fieldset>
  );
}

function ChosenPath({ plan, onChange }: PlanProps): ReactNode {
  const { host, announcer } = useAppModel();
  async function choose(): Promise<void> {
    try {
      const { path } = await host.call('shell.chooseFile', { suggestedName: plan.fileName });
      // The dialog has asked whether an existing file may be replaced.
      if (path !== null) onChange({ ...plan, chosenPath: path, replacesExisting: true });
    } catch (error) {
      announcer.say(appErrorOf(error).message);
    }
  }
  return (
    <div className="field-row chosen-path">
      <output className="code-output" aria-label={texts.export.path}>
        {targetPath(plan)}
      </output>
      <button type="button" className="button" onClick={() => void choose()}>
        <Icon name="folder" />
        {texts.export.choose}
      </button>
    </div>
  );
}

function TypedPath({ plan, onChange }: PlanProps): ReactNode {
  return (
    <>
      <div className="field-row">
        {plan.destination === 'file' ? (
          <label className="field field-grow">
            <span>{texts.export.directory}</span>
            <input
              type="text"
              className="code-input"
              spellCheck={false}
              value={plan.directory}
              onChange={(event) => {
                onChange({ ...plan, directory: event.target.value });
              }}
            />
          </label>
        ) : null}
        <label className="field field-grow">
          <span>{texts.export.fileName}</span>
          <input
            type="text"
            className="code-input"
            spellCheck={false}
            value={plan.fileName}
            onChange={(event) => {
              onChange({ ...plan, fileName: event.target.value });
            }}
          />
        </label>
      </div>
      {plan.destination === 'file' ? (
        <label className="check">
          <input
            type="checkbox"
            checked={plan.replacesExisting}
            onChange={(event) => {
              onChange({ ...plan, replacesExisting: event.target.checked });
            }}
          />
          <span>{texts.export.replaceExisting}</span>
        </label>
      ) : (
        <p className="hint">{texts.export.downloadHint}</p>
      )}
    </>
  );
}
