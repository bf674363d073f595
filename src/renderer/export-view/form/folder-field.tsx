import type { ReactNode } from 'react';
import { useId } from 'react';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { appErrorOf } from '../../state/app-error-of.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import type { ExportForm } from './use-export-form.ts';

const words = texts.export;

/** The folder of the files: chosen in the system's dialog where the shell has one, else typed. */
export function FolderField({ form }: { form: ExportForm }): ReactNode {
  const { shell } = useAppModel();
  return useStore(shell)?.canChooseFile === true ? <ChosenFolder form={form} /> : <TypedFolder form={form} />;
}

function ChosenFolder({ form }: { form: ExportForm }): ReactNode {
  const { host, announcer } = useAppModel();
  const folder = form.plan.directory ?? form.directory;
  async function choose(): Promise<void> {
    try {
      const { path } = await host.call('shell.chooseFolder', { suggestedPath: folder });
      if (path !== null) form.onChange({ directory: path });
    } catch (error) {
      announcer.say(appErrorOf(error).message);
    }
  }
  return (
    <div className="field-row chosen-path">
      <span className="field-name">{words.directory}</span>
      <output className="code-output" aria-label={words.directory} title={folder}>
        {folder}
      </output>
      <button type="button" className="button" disabled={folder === ''} onClick={() => void choose()}>
        <Icon name="folder" />
        {words.choose}
      </button>
    </div>
  );
}

function TypedFolder({ form }: { form: ExportForm }): ReactNode {
  const faultId = useId();
  const isMissing = form.faults.directory !== null && form.directory !== '';
  return (
    <div className="noted-field">
      <label className="field">
        <span>{words.directory}</span>
        <input
          type="text"
          className="code-input"
          spellCheck={false}
          autoComplete="off"
          maxLength={4096}
          value={form.plan.directory ?? form.directory}
          aria-invalid={isMissing}
          aria-describedby={isMissing ? faultId : undefined}
          onChange={(event) => {
            form.onChange({ directory: event.target.value });
          }}
        />
      </label>
      {isMissing ? (
        <span id={faultId} className="field-problem">
          {words.faults.directory}
        </span>
      ) : null}
    </div>
  );
}
