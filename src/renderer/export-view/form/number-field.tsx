import type { ReactNode } from 'react';
import { useId } from 'react';

interface NumberFieldProps {
  name: string;
  /** As it is typed. */
  value: string;
  /** What is wrong with it; null: nothing. */
  fault?: string | null;
  /** Digits that there is room for. Default 9. */
  digits?: number;
  isDisabled?: boolean;
  /** Whether the name stands above the field. Default: it is for screen readers only, because a sentence stands around the field. */
  isNamed?: boolean;
  onChange: (typed: string) => void;
}

/** A number, typed as people write numbers; what is wrong with it is said below. */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { name, value, fault = null, digits = 9, isDisabled = false, isNamed = false, onChange } = props;
  const faultId = useId();
  return (
    <div className="noted-field number-field">
      <label className="field">
        <span className={isNamed ? undefined : 'visually-hidden'}>{name}</span>
        <input
          type="text"
          inputMode="decimal"
          value={value}
          size={digits}
          maxLength={20}
          autoComplete="off"
          disabled={isDisabled}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : faultId}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      </label>
      {fault === null ? null : (
        <span id={faultId} className="field-problem">
          {fault}
        </span>
      )}
    </div>
  );
}
