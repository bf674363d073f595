import { AppError } from '#contract/errors.ts';
import type { AppModel } from '../app-model.ts';
import { texts } from '../texts.ts';
import type { DialogName } from './app-commands.ts';

const words = texts.openFile.dropped;

/**
 * Opens the first of the files that were dropped, by its path. Where the shell does not tell paths the dialog that asks for one says so; it also tells
 * why a file cannot be opened.
 */
export async function openDroppedFiles(
  {
    host,
    files,
    announcer,
  }: Pick<AppModel, 'files' | 'announcer'> & { host: Pick<AppModel['host'], 'pathOf'> },
  dropped: readonly File[],
  open: (dialog: DialogName) => void,
): Promise<void> {
  const [file] = dropped;
  if (file === undefined) return;
  const path = host.pathOf(file);
  if (path === null) {
    files.refuse(new AppError('file.not-found', words.noPath(file.name), { remedy: words.noPathRemedy }));
    open('file');
    return;
  }
  if (dropped.length > 1) announcer.say(words.onlyOne(file.name));
  if (!(await files.open(path))) open('file');
}
