import { AppError } from '#contract/errors.ts';
import type { OptionValues } from './option-values.ts';
import { readText } from './option-values.ts';

/** Bytes of each unit. Source: IEC 80000-13: `kB` is a thousand, `KiB` is 1024. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ['kb', 1000],
  ['mb', 1000 ** 2],
  ['gb', 1000 ** 3],
  ['tb', 1000 ** 4],
  ['kib', 1024],
  ['mib', 1024 ** 2],
  ['gib', 1024 ** 3],
  ['tib', 1024 ** 4],
]);

/**
 * A number of bytes as people write it: `1000000`, `25MB`, `1.5 GiB`, whatever the case of the unit. undefined: the option was not given.
 * Throws an AppError `usage` for anything else, a unit such as `M` included, of which nobody can say which one is meant.
 * @param minimum - In bytes.
 */
export function readByteSize(values: OptionValues, name: string, minimum: number): number | undefined {
  const text = readText(values, name);
  if (text === undefined) return undefined;
  const [, number = '', unit = ''] = /^\s*(\d{1,16}(?:\.\d{1,6})?)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const factor = UNITS.get(unit.toLowerCase());
  if (number === '' || factor === undefined) {
    throw new AppError('usage', `--${name} "${text}" is no size`, {
      remedy: 'write bytes (1000000), kB MB GB TB (a thousand each) or KiB MiB GiB TiB (1024 each)',
    });
  }
  const bytes = Math.round(Number(number) * factor);
  if (bytes >= minimum && Number.isSafeInteger(bytes)) return bytes;
  const limit = bytes < minimum ? `less than ${String(minimum)} bytes` : 'more than can be counted';
  throw new AppError('usage', `--${name} "${text}" is ${limit}`);
}
