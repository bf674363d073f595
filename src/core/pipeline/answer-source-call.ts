import type { MethodParams } from '#contract/methods.ts';
import { parseLogFormat } from '../listener/text-log/parse-log-format.ts';
import {
  addSources,
  moveSource,
  pauseSource,
  removeSource,
  resumeSource,
  retrySource,
} from './change-sources.ts';
import type { Capture } from './capture.ts';
import type { SourcePipeline } from './source-pipeline.ts';
import { setFormat } from './set-format.ts';

/** The methods that the ingest worker answers, because they change what is captured. */
export type SourceMethod =
  | 'sources.add'
  | 'sources.pause'
  | 'sources.resume'
  | 'sources.remove'
  | 'sources.move'
  | 'sources.retry'
  | 'sources.setSeverities'
  | 'sources.setFormat'
  | 'quarantine.retry';

/**
 * Carries out one method on the capture.
 * @throws AppError as the methods' doc comments say.
 */
export async function answerSourceCall(
  capture: Capture,
  method: SourceMethod,
  params: unknown,
): Promise<unknown> {
  const { sourceId } = params as MethodParams<'sources.pause'>;
  switch (method) {
    case 'sources.add': {
      const { spec, logFormat } = params as MethodParams<'sources.add'>;
      return { sources: await add(capture, spec, logFormat) };
    }
    case 'sources.pause':
      await pauseSource(capture, sourceId);
      return {};
    case 'sources.resume':
      await resumeSource(capture, sourceId);
      return {};
    case 'sources.remove': {
      const folder = await removeSource(capture, sourceId);
      return { foundBy: folder?.ledger.sourceId ?? null };
    }
    case 'sources.move': {
      moveSource(capture, sourceId, (params as MethodParams<'sources.move'>).place);
      return {};
    }
    case 'sources.retry':
      await retrySource(capture, sourceId);
      return {};
    case 'sources.setSeverities':
      capture.setSeverities(params as MethodParams<'sources.setSeverities'>);
      return {};
    case 'sources.setFormat': {
      const { format } = params as MethodParams<'sources.setFormat'>;
      await setFormat(capture, sourceId, format);
      return {};
    }
    case 'quarantine.retry':
      return capture.quarantine.retry(params as MethodParams<'quarantine.retry'>);
    default:
      return method satisfies never;
  }
}

async function add(
  capture: Capture,
  spec: string,
  logFormat: string | undefined,
): Promise<{ id: number; spec: string }[]> {
  if (logFormat === undefined) return named(await addSources(capture, spec));
  parseLogFormat(logFormat);
  return named(await addSources(capture, spec, (each) => capture.targets.sayFormat(each, logFormat)));
}

function named(added: readonly SourcePipeline[]): { id: number; spec: string }[] {
  return added.map(({ ledger }) => ({ id: ledger.sourceId, spec: ledger.spec }));
}
