import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { texts } from '../texts.ts';
import { copyText } from './copy-text.ts';
import { Icon } from './icon.tsx';

interface CopyButtonProps {
  /** Made when the button is pressed: a long text is not made for nothing. */
  text: () => string;
  /** What the button is called; shown unless `isCompact`. */
  label: string;
  isCompact?: boolean;
}

/** Copies a text and says so. */
export function CopyButton({ text, label, isCompact = false }: CopyButtonProps): ReactNode {
  const { announcer } = useAppModel();
  async function copy(): Promise<void> {
    announcer.say((await copyText(text())) ? texts.copy.done : texts.copy.refused);
  }
  return (
    <button
      type="button"
      className={isCompact ? 'icon-button' : 'button button-small'}
      aria-label={isCompact ? label : undefined}
      title={isCompact ? label : undefined}
      onClick={() => void copy()}
    >
      <Icon name="copy" />
      {isCompact ? null : label}
    </button>
  );
}
