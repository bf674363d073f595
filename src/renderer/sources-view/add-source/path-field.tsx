import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { appErrorOf } from '../../state/app-error-of.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { TextField } from './text-field.tsx';

interface PathFieldProps {
  name: string;
  value: string;
  hint?: string;
  /** What the system's dialog may be asked for. */
  offers: readonly ('file' | 'folder')[];
  onChange: (path: string) => void;
}

const words = texts.addSource;

/** A path that is typed, or chosen in the system's dialog where the shell has one. */
export function PathField({ name, value, hint, offers, onChange }: PathFieldProps): ReactNode {
  const { host, shell } = useAppModel();
  const canChoose = useStore(shell)?.canChooseFile === true;
  const [failure, setFailure] = useState<AppError | null>(null);
  async function choose(what: 'file' | 'folder'): Promise<void> {
    setFailure(null);
    try {
      const { path } = await host.call('shell.chooseLog', { what });
      if (path !== null) onChange(path);
    } catch (error) {
      setFailure(appErrorOf(error));
    }
  }
  return (
    <div className="path-field">
      <TextField name={name} value={value} onChange={onChange} {...(hint === undefined ? {} : { hint })} />
      {canChoose ? (
        <div className="field-row">
          {offers.map((what) => (
            <button key={what} type="button" className="button" onClick={() => void choose(what)}>
              <Icon name={what} />
              {what === 'file' ? words.chooseFile : words.chooseFolder}
            </button>
          ))}
        </div>
      ) : null}
      {failure === null ? null : <span className="field-problem">{failure.message}</span>}
    </div>
  );
}
