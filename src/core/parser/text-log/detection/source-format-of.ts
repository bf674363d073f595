import type { SourceFormat } from '#contract/log-format.ts';
import { logFormatText } from '../../../listener/text-log/parse-log-format.ts';
import type { TextLogFormat } from '../../../listener/text-log/text-log-format.ts';
import { formatWords } from './describe-detection.ts';
import type { Certainty } from './detect-text-log.ts';

/** What a view is told of a format. @param certainty - null: it was said. */
export function sourceFormatOf(format: TextLogFormat, certainty: Certainty | null): SourceFormat {
  return { format: logFormatText(format), words: formatWords(format), certainty };
}
