import { AppError } from '#contract/errors.ts';
import { parseSourceSpec } from '../listener/source-spec.ts';
import { parseLogFormat } from '../listener/text-log/parse-log-format.ts';
import type { Capture } from './capture.ts';

/**
 * Reads a text log in another format from the next line on: what its listener has delivered is parsed in the old one, and a new listener goes on
 * where that ends. @param format - As `--log-format`; null: as its lines tell.
 * @throws AppError `source.not-found`; `source.invalid` when it is no text log, or the format means nothing; what keeps the store from being
 * written to.
 */
export async function setFormat(capture: Capture, sourceId: number, format: string | null): Promise<void> {
  const source = capture.sources.withId(sourceId);
  if (source === undefined) {
    throw new AppError('source.not-found', 'This source is not captured now.', {
      remedy: 'Capture it, and set its format then.',
    });
  }
  const { spec } = source.ledger;
  const { kind } = parseSourceSpec(spec, format === null ? null : parseLogFormat(format)).target;
  if (kind !== 'text-log' && kind !== 'file') {
    throw new AppError('source.invalid', `${spec} is no text log, so it has no format that could be set.`);
  }
  capture.targets.sayFormat(spec, format);
  if (source.isPaused) return;
  await source.stop();
  // The position is behind all that was delivered then, and the writer has it all.
  await source.settled();
  source.start();
}
