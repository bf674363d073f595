import { useEffect } from 'react';
import { useAppModel } from '../app-model.ts';
import { keepsKey } from './keeps-key.ts';
import { IS_MAC, isTyped, keyPressOf } from './key-press.ts';

/** Gives commands by their keys, in every view. An open dialog keeps all keys, and what has the focus keeps its own. */
export function useCommandKeys(): void {
  const { commands, settings } = useAppModel();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('dialog[open], :popover-open') !== null) return;
      const press = keyPressOf(event, IS_MAC);
      if (press === null || keepsKey(event.target, press)) return;
      const { keys, hasSingleKeyShortcuts } = settings.get();
      if (isTyped(press) && !hasSingleKeyShortcuts) return;
      if (commands.press(press, keys)) event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [commands, settings]);
}
