import { basename, resolve } from 'node:path';
import { openFileEngine } from '#core/engine/open-file-engine.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readRequiredWord } from '../command-line/option-values.ts';
import { readDataDir } from '../command-line/read-engine-options.ts';
import { VIEW_FOLDER, serveView } from './serve-view.ts';

/**
 * `hydrant open FILE`: the browser shell on an exported file, until the process is asked to end. Captures nothing, and leaves the
 * store alone. `viewFolder`: where the built view is.
 */
export async function open(
  values: OptionValues,
  interruption: Interruption,
  viewFolder: string = VIEW_FOLDER,
): Promise<number> {
  const path = resolve(readRequiredWord(values, 'FILE'));
  const dataDir = readDataDir(values);
  return await serveView(values, interruption, {
    viewFolder,
    // Also when it is asked to end meanwhile: a store that is being made must be known, to be removed.
    openEngine: () => openFileEngine({ dataDir, path }),
    openedFile: { path, name: basename(path) },
  });
}
