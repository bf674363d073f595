import { AppError } from '#contract/errors.ts';

/** The options of one command as given: flags as booleans, repeatable ones as lists. */
export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** The value of an option that takes one, or undefined when it was not given. */
export function readText(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The value of a word that the command cannot do without, by its placeholder. Throws an Error where none was asked for: a bug. */
export function readRequiredWord(values: OptionValues, placeholder: string): string {
  const word = readText(values, placeholder);
  if (word === undefined) throw new Error(`the command has no required word ${placeholder}`);
  return word;
}

/** All values of a repeatable option, in the order given. */
export function readTexts(values: OptionValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Whether a flag was given. */
export function readFlag(values: OptionValues, name: string): boolean {
  return values[name] === true;
}

/**
 * A whole number from `minimum` to `maximum`, or undefined when the option was not given.
 * Throws an AppError `usage` for anything else.
 */
export function readWholeNumber(
  values: OptionValues,
  name: string,
  minimum: number,
  maximum: number,
): number | undefined {
  const text = readText(values, name);
  if (text === undefined) return undefined;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= minimum && number <= maximum) return number;
  throw new AppError(
    'usage',
    `--${name} "${text}" is no whole number from ${String(minimum)} to ${String(maximum)}`,
  );
}

/** One of the words allowed, or undefined when the option was not given. Throws an AppError `usage` for another word. */
export function readWord<W extends string>(
  values: OptionValues,
  name: string,
  words: readonly W[],
): W | undefined {
  const text = readText(values, name);
  if (text === undefined) return undefined;
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  throw new AppError('usage', `--${name} "${text}" is unknown`, { remedy: `use one of ${words.join(', ')}` });
}
