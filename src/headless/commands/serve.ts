import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { openFollowingEngine } from './open-engine.ts';
import { VIEW_FOLDER, serveView } from './serve-view.ts';

/** `hydrant serve`: the browser shell, until the process is asked to end. `viewFolder`: where the built view is. */
export async function serve(
  values: OptionValues,
  interruption: Interruption,
  viewFolder: string = VIEW_FOLDER,
): Promise<number> {
  const engineOptions = readEngineOptions(values, 'follow');
  return await serveView(values, interruption, {
    viewFolder,
    openEngine: () => interruption.during(openFollowingEngine(engineOptions)),
    openedFile: null,
  });
}
