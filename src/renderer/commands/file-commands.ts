import type { AppModel } from '../app-model.ts';
import { shownLogId } from '../state/shown-log.ts';
import { texts } from '../texts.ts';
import type { DialogName } from './app-commands.ts';
import type { Command } from './command.ts';

const { titles } = texts.commands;

/** Opening exported files, and closing the one that is shown. */
export function fileCommands(model: AppModel, open: (dialog: DialogName) => void): readonly Command[] {
  return [
    {
      id: 'file.open',
      title: titles.fileOpen,
      group: 'app',
      defaultKeys: ['Control+O'],
      run: () => {
        askForFile(model, open);
      },
    },
    {
      id: 'file.close',
      title: titles.fileClose,
      group: 'app',
      defaultKeys: [],
      isAvailable: () => shownLogId() !== null,
      run: () => {
        const logId = shownLogId();
        if (logId !== null) void model.files.close(logId);
      },
    },
  ];
}

/** Asks in the system's dialog where there is one; what is wrong with the chosen file is told in a dialog of the page. */
export function askForFile({ shell, files }: AppModel, open: (dialog: DialogName) => void): void {
  files.forgetProblem();
  if (shell.get()?.canChooseFile !== true) {
    open('file');
    return;
  }
  void files.open(null).then((isFine) => {
    if (!isFine) open('file');
  });
}
