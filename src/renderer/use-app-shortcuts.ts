import { useEffect } from 'react';
import { useAppModel } from './app-model.ts';
import { takesTyping } from './components/takes-typing.ts';

interface AppCommands {
  export: () => void;
  openHelp: () => void;
}

/** The keys that work in every view. Fields keep their letters; a dialog keeps all keys. */
export function useAppShortcuts({ export: exportEntries, openHelp }: AppCommands): void {
  const { settings } = useAppModel();
  useEffect(() => {
    function handleKey(event: KeyboardEvent): boolean {
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() === 'f') return focusSearch();
        if (event.key.toLowerCase() !== 'e') return false;
        exportEntries();
        return true;
      }
      const isSingleKey = settings.get().hasSingleKeyShortcuts && !takesTyping(event.target);
      if (event.key === '/' && isSingleKey) return focusSearch();
      if (event.key !== 'F1' && !(event.key === '?' && isSingleKey)) return false;
      openHelp();
      return true;
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]') !== null) return;
      if (handleKey(event)) event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [settings, exportEntries, openHelp]);
}

/** @returns false where the view has no search: the key keeps its own meaning. */
function focusSearch(): boolean {
  const search = document.getElementById('search');
  if (!(search instanceof HTMLInputElement)) return false;
  search.focus();
  search.select();
  return true;
}
