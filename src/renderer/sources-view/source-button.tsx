import type { ReactNode } from 'react';
import { Icon, type IconName } from '../components/icon.tsx';
import { texts } from '../texts.ts';

interface SourceButtonProps {
  /** What it does. */
  name: string;
  /** To which source. */
  spec: string;
  icon: IconName;
  /** Disabled in earnest it would lose the focus of whoever pressed it. */
  isOff: boolean;
  onPress: (button: HTMLButtonElement) => void;
}

/** Something that can be done with one source; its accessible name says with which. */
export function SourceButton({ name, spec, icon, isOff, onPress }: SourceButtonProps): ReactNode {
  return (
    <button
      type="button"
      className="button button-small"
      aria-disabled={isOff ? true : undefined}
      aria-label={texts.changeSources.of(name, spec)}
      onClick={(event) => {
        if (!isOff) onPress(event.currentTarget);
      }}
    >
      <Icon name={icon} />
      {name}
    </button>
  );
}
