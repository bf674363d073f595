import { AppError } from '#contract/errors.ts';

/** A stretch of the query's text in UTF-16 code units: where a mistake is underlined. `end` is exclusive. */
export interface QueryPlace {
  start: number;
  end: number;
}

/**
 * A query that cannot be understood: AppError `query.invalid` with detail `{ position, length, expected }`. The place is
 * always inside the text; at its end the length is 0. `expected` lists what could stand there, for completion and for
 * people.
 */
export function queryError(place: QueryPlace, message: string, expected: readonly string[]): AppError {
  return new AppError('query.invalid', message, {
    detail: { position: place.start, length: place.end - place.start, expected: [...expected] },
  });
}

const SHOWN_TEXT_MAX_LENGTH = 60;

/** The user's own text in quotation marks for a message, cut when it is long. */
export function quoted(text: string): string {
  const shown =
    text.length > SHOWN_TEXT_MAX_LENGTH ? `${text.slice(0, SHOWN_TEXT_MAX_LENGTH)}…`.toWellFormed() : text;
  return `"${shown}"`;
}
