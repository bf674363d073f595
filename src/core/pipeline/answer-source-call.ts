import type { MethodParams } from '#contract/methods.ts';
import type { Capture } from './capture.ts';

/** The methods that the ingest worker answers, because they change what is captured. */
export type SourceMethod = 'sources.retry' | 'sources.setSeverities';

/**
 * Carries out one method on the capture.
 * @throws AppError as the methods' doc comments say.
 */
export async function answerSourceCall(
  capture: Capture,
  method: SourceMethod,
  params: unknown,
): Promise<unknown> {
  switch (method) {
    case 'sources.retry':
      capture.retryNow((params as MethodParams<'sources.retry'>).sourceId);
      return {};
    case 'sources.setSeverities':
      capture.setSeverities(params as MethodParams<'sources.setSeverities'>);
      return {};
    default:
      return method satisfies never;
  }
}
