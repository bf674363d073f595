import { useAppModel } from '../app-model.ts';
import { useStore } from '../state/use-store.ts';
import { effectiveKeys } from './effective-keys.ts';
import { keyWords } from './key-names.tsx';
import { IS_MAC, ariaKeyShortcuts } from './key-press.ts';

interface CommandKey {
  /** For `aria-keyshortcuts`. */
  aria: string | undefined;
  /** The first key in words; '' when it has none. */
  words: string;
}

/** The keys that a command has now, for the button that does the same. */
export function useCommandKey(id: string): CommandKey {
  const { commands, settings } = useAppModel();
  const { keys } = useStore(settings);
  const command = useStore(commands.known).find((each) => each.id === id);
  const presses = command === undefined ? [] : effectiveKeys(command, keys);
  return {
    aria: ariaKeyShortcuts(presses, IS_MAC),
    words: presses[0] === undefined ? '' : keyWords(presses[0]),
  };
}
