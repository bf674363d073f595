import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { SOURCE_KINDS, whyUnavailable, type SourceKind } from './source-kinds.ts';

const words = texts.addSource;

interface KindChoiceProps {
  kind: SourceKind;
  onChange: (kind: SourceKind) => void;
}

/** The kinds of sources that there are; those that this machine cannot have say why. */
export function KindChoice({ kind, onChange }: KindChoiceProps): ReactNode {
  const { app } = useAppModel();
  const platform = useStore(app)?.platform ?? '';
  return (
    <fieldset className="kind-choice">
      <legend>{words.kind}</legend>
      {SOURCE_KINDS.map((value) => {
        const why = platform === '' ? null : whyUnavailable(value, platform);
        const { name, hint } = words.kinds[value];
        return (
          <label key={value} aria-label={name} className={why === null ? 'kind' : 'kind is-unavailable'}>
            <input
              type="radio"
              name="source-kind"
              value={value}
              checked={kind === value}
              disabled={why !== null}
              aria-describedby={`source-kind-${value}`}
              data-takes-focus={kind === value ? true : undefined}
              onChange={() => {
                onChange(value);
              }}
            />
            <span>
              <span className="kind-name">{name}</span>
              <small id={`source-kind-${value}`} className="hint">
                {why ?? hint}
              </small>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
