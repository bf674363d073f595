import { useId } from 'react';
import type { ReactNode } from 'react';

interface TextFieldProps {
  name: string;
  value: string;
  hint?: string;
  placeholder?: string;
  /** Takes what room there is. Default true. */
  grows?: boolean;
  /** Has the focus first. */
  isFirst?: boolean;
  onChange: (value: string) => void;
}

/** A line of text that is no prose: a path, a host, a port. */
export function TextField(props: TextFieldProps): ReactNode {
  const { name, value, hint, placeholder, grows = true, isFirst = false, onChange } = props;
  const hintId = useId();
  return (
    <label className={grows ? 'field field-grow' : 'field field-short'}>
      <span>{name}</span>
      <input
        type="text"
        className="code-input"
        value={value}
        maxLength={4096}
        placeholder={placeholder}
        aria-describedby={hint === undefined ? undefined : hintId}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        data-takes-focus={isFirst ? true : undefined}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {hint === undefined ? null : (
        <small id={hintId} className="hint">
          {hint}
        </small>
      )}
    </label>
  );
}
