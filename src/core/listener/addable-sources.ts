import { AppError } from '#contract/errors.ts';
import { isStandardInput, sourceSpecs } from './source-spec.ts';

/**
 * The specifications of what is to be captured from now on, and by later starts.
 * @throws AppError `source.invalid` when it names nothing, or what a later start could not read.
 */
export function addableSources(text: string): string[] {
  if (!isStandardInput(text)) return sourceSpecs([text]);
  // A later start would wait for what somebody types in its terminal.
  throw new AppError('source.invalid', 'Standard input is read only where Hydrant is started with it.', {
    remedy: 'Use some-program | hydrant serve --source -.',
  });
}
