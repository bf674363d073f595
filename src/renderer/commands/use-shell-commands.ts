import { useEffect } from 'react';
import { useAppModel } from '../app-model.ts';

/** Gives the commands that are chosen in the menu of the desktop app. An open dialog is answered first, as with keys. */
export function useShellCommands(): void {
  const { commands, host } = useAppModel();
  useEffect(
    () =>
      host.subscribe('shell.commandChosen', ({ id }) => {
        if (document.querySelector('dialog[open]') === null) commands.run(id);
      }),
    [commands, host],
  );
}
