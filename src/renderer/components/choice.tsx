import type { KeyboardEvent, ReactNode } from 'react';

interface ChoiceProps<T extends string> {
  name: string;
  options: readonly { value: T; label: string }[];
  /** null: none of them. */
  value: T | null;
  onChange: (value: T) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One of a few, all in sight. One stop of the Tab key; the arrow keys choose inside (ARIA practices, radio group). */
export function Choice<T extends string>({ name, options, value, onChange }: ChoiceProps<T>): ReactNode {
  const chosen = options.findIndex((option) => option.value === value);

  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>, index: number): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (index + step + options.length) % options.length;
    const option = options[next];
    if (option !== undefined) onChange(option.value);
    const button = event.currentTarget.parentElement?.children[next];
    if (button instanceof HTMLElement) button.focus();
  }

  return (
    <div className="choice" role="radiogroup" aria-label={name}>
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          className="choice-option"
          aria-checked={option.value === value}
          tabIndex={index === Math.max(0, chosen) ? 0 : -1}
          onClick={() => {
            onChange(option.value);
          }}
          onKeyDown={(event) => {
            onKeyDown(event, index);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
