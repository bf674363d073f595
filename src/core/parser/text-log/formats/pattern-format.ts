import { AppError } from '#contract/errors.ts';
import { EntryHeading } from '../entry-heading.ts';
import type { LineFormat, LineReading } from '../line-format.ts';
import { compilePattern, type CompiledPattern } from '../patterns/compile-pattern.ts';
import { describeStop } from '../patterns/describe-stop.ts';
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
      throw new AppError('request.invalid', `The pattern "${pattern}" cannot be used: ${compiled.problem}.`, {
        detail: { position: compiled.at },
      });
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

  /** Where and why the first pattern does not fit a line that none of them fits. */
  explain(line: string, isBytes: boolean): { at: number; reason: string } {
    const [pattern] = this.#patterns;
    if (pattern === undefined) throw new Error('a format has at least one pattern');
    const heading = new EntryHeading();
    heading.begin(isBytes);
    const stop = { at: 0, part: 0 };
    matchPattern(pattern, line, heading, this.#knownSeveritiesOnly, stop);
    return { at: stop.at, reason: describeStop(pattern, line, stop) };
  }
}
