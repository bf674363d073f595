import type { ReactNode } from 'react';

interface SelectFieldProps<T extends string> {
  name: string;
  options: readonly { value: T; label: string }[];
  value: T;
  isDisabled?: boolean;
  /** Whether the name stands above the field. Default true; false: it is for screen readers only. */
  isNamed?: boolean;
  onChange: (value: T) => void;
}

/** One of several, too many or too long to be all in sight. */
export function SelectField<T extends string>(props: SelectFieldProps<T>): ReactNode {
  const { name, options, value, isDisabled = false, isNamed = true, onChange } = props;
  return (
    <label className="field select-field">
      <span className={isNamed ? undefined : 'visually-hidden'}>{name}</span>
      <select
        value={value}
        disabled={isDisabled}
        onChange={(event) => {
          const chosen = options[event.target.selectedIndex];
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
