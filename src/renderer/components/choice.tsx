import { useId } from 'react';
import type { ReactNode } from 'react';

interface ChoiceProps<T extends string> {
  name: string;
  options: readonly { value: T; label: string }[];
  /** null: none of them. */
  value: T | null;
  onChange: (value: T) => void;
}

/** One of a few, all in sight. */
export function Choice<T extends string>({ name, options, value, onChange }: ChoiceProps<T>): ReactNode {
  const group = useId();
  return (
    <div className="choice" role="radiogroup" aria-label={name}>
      {options.map((option) => (
        <label key={option.value} className="choice-option">
          <input
            type="radio"
            name={group}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value);
            }}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
