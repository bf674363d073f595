import { AppError } from '#contract/errors.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readRequiredWord } from '../command-line/option-values.ts';

/** The number of a batch, as it is written everywhere: `41` or `#41`. Throws an AppError `usage` for anything else. */
export function readBatchNumber(values: OptionValues): number {
  const text = readRequiredWord(values, 'NUMBER');
  const id = /^#?\d{1,15}$/.test(text) ? Number(text.replace('#', '')) : 0;
  if (id > 0) return id;
  throw new AppError('usage', `"${text}" is no number of a batch`, {
    remedy: 'hydrant exports lists them',
  });
}
