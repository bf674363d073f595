import { AppError } from '#contract/errors.ts';
import { addableSources } from '../listener/addable-sources.ts';
import { listWith, listWithMoved, listWithPaused, listWithout } from '../store/source-list.ts';
import type { Capture } from './capture.ts';
import type { SourcePipeline } from './source-pipeline.ts';

/**
 * Captures what a specification names from now on.
 * @param saveLogFormat - Called for each of its sources before that is begun, or begun again.
 * @throws AppError `source.invalid`, `source.exists`, and what keeps the store from being written.
 */
export async function addSources(
  capture: Capture,
  text: string,
  saveLogFormat?: (spec: string) => void,
): Promise<SourcePipeline[]> {
  const { sources } = capture;
  const before = sources.list;
  const after = listWith(before, addableSources(text));
  capture.keepList(after);
  const added = after.slice(before.length).map(({ spec }) => {
    saveLogFormat?.(spec);
    const found = sources.withSpec(spec);
    if (found === undefined) return { source: capture.add(spec), isNew: true };
    // A folder captures it already.
    sources.append(found);
    return { source: found, isNew: false };
  });
  for (const { source, isNew } of added) {
    if (isNew || source.isPaused) source.start();
    else if (saveLogFormat !== undefined) await readAnew(capture, source);
  }
  capture.sourcesChanged();
  return added.map(({ source }) => source);
}

/**
 * Begins a source again behind what its listener has delivered, as another format was said for it. @throws AppError when the store cannot take
 * what was delivered; the source goes on all the same.
 */
export async function readAnew(capture: Capture, source: SourcePipeline): Promise<void> {
  await source.stop();
  try {
    // The position is behind all that was delivered then, and the writer has it all.
    capture.settle(source);
  } finally {
    source.start();
  }
}

/**
 * Stops listening to it, and to the logs that it found; what a pause that failed half way has left is stopped by the next one.
 * @throws AppError `source.not-found` and as addSources does.
 */
export async function pauseSource(capture: Capture, sourceId: number): Promise<void> {
  const source = requireListed(capture, sourceId);
  const { sources } = capture;
  capture.keepList(listWithPaused(sources.list, source.ledger.spec, true));
  if (!source.isPaused) await source.pause();
  capture.settle(source);
  sources.forgetFound(source);
  for (const log of sources.logsOf(source)) {
    if (isHandedOver(capture, log, source)) continue;
    if (!log.isPaused) await log.pause();
    capture.settle(log);
  }
  capture.sourcesChanged();
}

/** Goes on where it was paused. @throws as pauseSource does. */
export async function resumeSource(capture: Capture, sourceId: number): Promise<void> {
  const source = requireListed(capture, sourceId);
  if (!source.isPaused) return;
  const { sources } = capture;
  capture.settle(source);
  for (const log of sources.logsOf(source)) {
    // One that a failed pause has left listening.
    if (!log.isPaused) await log.pause();
    capture.settle(log);
  }
  capture.keepList(listWithPaused(sources.list, source.ledger.spec, false));
  // The folder finds them again, if they are still there.
  for (const log of sources.logsOf(source)) capture.forget(log);
  source.start();
  capture.sourcesChanged();
}

/**
 * Stops capturing it, and the logs that it found; what is stored stays.
 * @returns The folder that goes on capturing it as one of its logs; undefined: none.
 * @throws as pauseSource does.
 */
export async function removeSource(capture: Capture, sourceId: number): Promise<SourcePipeline | undefined> {
  const source = requireListed(capture, sourceId);
  const { sources } = capture;
  capture.keepList(listWithout(sources.list, source.ledger.spec));
  const folder = sources.otherFolderOf(source);
  if (folder === undefined) {
    await source.stop();
    // It may have found a log up to this moment.
    capture.settle(source);
    for (const log of sources.logsOf(source)) {
      if (isHandedOver(capture, log, source)) continue;
      await log.stop();
      capture.settle(log);
      capture.forget(log);
    }
    capture.forget(source);
  } else {
    sources.adopt(folder, source);
    if (source.isPaused) source.start();
  }
  capture.sourcesChanged();
  return folder;
}

/** Gives it another place in the list. @throws AppError `source.not-found` and what keeps the store from being written. */
export function moveSource(capture: Capture, sourceId: number, place: number): void {
  const source = requireListed(capture, sourceId);
  const after = listWithMoved(capture.sources.list, source.ledger.spec, place);
  capture.keepList(after);
  capture.sources.order(after.map(({ spec }) => spec));
  capture.sourcesChanged();
}

/** Tries at once what would be tried after a pause; begins again what failed. @throws AppError when the store cannot take what was delivered. */
export async function retrySource(capture: Capture, sourceId: number): Promise<void> {
  const source = capture.sources.withId(sourceId);
  if (source?.state !== 'failed') {
    source?.retryNow();
    return;
  }
  capture.settle(source);
  await source.restart();
}

/** Another folder that found the log, too, has it from now on. */
function isHandedOver({ sources }: Capture, log: SourcePipeline, folder: SourcePipeline): boolean {
  const other = sources.otherFolderOf(log, folder);
  if (other === undefined) return false;
  sources.adopt(other, log);
  return true;
}

function requireListed({ sources }: Capture, sourceId: number): SourcePipeline {
  const source = sources.withId(sourceId);
  if (source === undefined) {
    throw new AppError('source.not-found', 'This source is not captured.', { remedy: 'Add it first.' });
  }
  const folder = sources.folderOf(source);
  if (folder === undefined) return source;
  throw new AppError(
    'source.not-found',
    `${source.ledger.spec} is one of the logs of ${folder.ledger.spec} and is paused, moved and removed with it.`,
    { remedy: 'Change that one, or add this log as a source of its own.' },
  );
}
