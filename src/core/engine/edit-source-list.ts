import { defaultSources } from '../listener/default-sources.ts';
import { sourceSpecs } from '../listener/source-spec.ts';
import { openWritableDatabase } from '../store/open-database.ts';
import { readSourceList, saveSourceList, type ListedSource } from '../store/source-list.ts';
import { saveLogFormat } from '../store/source-settings.ts';
import { acquireIdleStore } from './acquire-idle-store.ts';

const REMEDY = 'Change its sources in its own Sources view, or stop it and give this command again.';

/** What is captured where the store keeps no list. */
export function usualSourceList(): ListedSource[] {
  return sourceSpecs(defaultSources()).map((spec) => ({ spec, isPaused: false }));
}

/**
 * Changes the list of sources that is captured when none is named, while nothing is captured; makes the store where there is none.
 * @param change - Makes the new list of the one before, of the usual one where none is kept. What it throws leaves the list as it was.
 * @param logFormats - How the text of these is to be read from now on, by specification.
 * @returns The new list.
 * @throws AppError `capture.elsewhere` while a Hydrant captures into this store; what keeps the store from being opened.
 */
export function editSourceList(
  dataDir: string,
  change: (list: readonly ListedSource[]) => ListedSource[],
  logFormats: ReadonlyMap<string, string> = new Map(),
): ListedSource[] {
  using resources = new DisposableStack();
  resources.use(acquireIdleStore(dataDir, REMEDY));
  const database = openWritableDatabase(dataDir);
  resources.defer(() => database.close());
  const list = change(readSourceList(database) ?? usualSourceList());
  for (const [spec, logFormat] of logFormats) saveLogFormat(database, spec, logFormat);
  saveSourceList(database, list);
  return list;
}
