import { resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { FormatSample, QuarantineChoice } from '#contract/log-format.ts';
import { readLogSample, type LogSample } from '../listener/text-log/read-log-sample.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { CHOICE_SQL, choiceParameters, type ChoiceParameters } from '../store/quarantine-choice.ts';
import { specOfSource } from '../store/source-settings.ts';

const MAX_BYTES = 256 * 1024;
const MAX_PIECES = 200;
const LF = 10;

/** The lines that a format is tried on. @throws AppError `source.invalid` when the source is no text log, and as readLogSample. */
export function readFormatSample(database: ReadableDatabase, sample: FormatSample): LogSample {
  switch (sample.of) {
    case 'source':
      return readLogSample(pathOf(database, sample.sourceId));
    case 'file':
      return readLogSample(resolve(sample.path));
    case 'quarantine':
      return readQuarantined(database, sample.choice);
  }
}

function pathOf(database: ReadableDatabase, sourceId: number): string {
  const spec = specOfSource(database, sourceId);
  if (spec.startsWith('file:')) return spec.slice('file:'.length);
  throw new AppError('source.invalid', `${spec} is no text log that a format could be tried on.`);
}

/** The pieces in the order of the source, as far as they are kept whole. */
function readQuarantined(database: ReadableDatabase, choice: QuarantineChoice): LogSample {
  const pieces = database
    .prepare<[ChoiceParameters & { most: number }], { bytes: Buffer; receivedUnixUs: number }>(
      `SELECT bytes, received_us AS receivedUnixUs FROM quarantine
       WHERE size_bytes = length(bytes) AND ${CHOICE_SQL} ORDER BY id LIMIT :most`,
    )
    .iterate({ ...choiceParameters(choice), most: MAX_PIECES });
  const parts: Buffer[] = [];
  let size = 0;
  let modifiedUnixUs = 0;
  for (const { bytes, receivedUnixUs } of pieces) {
    parts.push(bytes);
    if (bytes.at(-1) !== LF) parts.push(Buffer.of(LF));
    size += bytes.length;
    modifiedUnixUs = Math.max(modifiedUnixUs, receivedUnixUs);
    if (size >= MAX_BYTES) break;
  }
  return { head: Buffer.concat(parts), tail: Buffer.alloc(0), modifiedUnixUs };
}
