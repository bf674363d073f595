import type { ReactNode } from 'react';

interface CheckFieldProps {
  name: string;
  hint?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** Yes or no, with a sentence that says what it means. */
export function CheckField({ name, hint, isOn, onChange }: CheckFieldProps): ReactNode {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span>
        {name}
        {hint === undefined ? null : <small>{hint}</small>}
      </span>
    </label>
  );
}
