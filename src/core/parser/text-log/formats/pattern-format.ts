import { AppError } from '#contract/errors.ts';
import type { EntryHeading } from '../entry-heading.ts';
import type { LineFormat, LineReading } from '../line-format.ts';
import { compilePattern, type CompiledPattern } from '../patterns/compile-pattern.ts';
import { matchPattern } from '../patterns/match-pattern.ts';

/** Lines as patterns describe them; the first pattern that fits a line counts. */
export class PatternFormat implements LineFormat {
  readonly #patterns: readonly CompiledPattern[];
  readonly #knownSeveritiesOnly: boolean;

  /** @throws AppError `request.invalid` when a pattern means nothing. */
  constructor(patterns: readonly string[], knownSeveritiesOnly: boolean) {
    this.#patterns = patterns.map((pattern) => {
      const compiled = compilePattern(pattern);
      if (!('problem' in compiled)) return compiled;
      throw new AppError('request.invalid', `The pattern "${pattern}" cannot be used: ${compiled.problem}.`);
    });
    this.#knownSeveritiesOnly = knownSeveritiesOnly;
  }

  read(line: string, heading: EntryHeading): LineReading {
    for (const pattern of this.#patterns) {
      if (matchPattern(pattern, line, heading, this.#knownSeveritiesOnly)) return 'begins';
      heading.begin(heading.isBytes);
    }
    return 'continues';
  }
}
