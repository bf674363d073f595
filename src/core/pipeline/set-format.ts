import { AppError } from '#contract/errors.ts';
import { parseSourceSpec } from '../listener/source-spec.ts';
import { parseLogFormat } from '../listener/text-log/parse-log-format.ts';
import type { Capture } from './capture.ts';
import { readAnew } from './change-sources.ts';

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
  const said = format === null ? null : parseLogFormat(format);
  const { kind } = parseSourceSpec(spec, said).target;
  if (kind !== 'text-log' && kind !== 'file') {
    throw new AppError('source.invalid', `${spec} is no text log, so it has no format that could be set.`);
  }
  capture.requireStore();
  capture.targets.sayFormat(spec, format);
  if (!source.isPaused) {
    await readAnew(capture, source);
    return;
  }
  source.sayFormat(said);
  capture.sourcesChanged();
}
