import { MIN_BYTES_PER_FILE } from '#contract/export-request.ts';
import type { SplitChoice } from './export-plan.ts';
import { decimalNumber, wholeNumber } from './typed-number.ts';

/** Decimal, as file managers and disk makers have them. */
const UNIT_BYTES: Readonly<Record<SplitChoice['sizeUnit'], number>> = { MB: 1e6, GB: 1e9 };

/** Where a new file begins; null: no such limit. */
export interface SplitLimits {
  rowsPerFile: number | null;
  bytesPerFile: number | null;
}

/** The limits that are on and can be read; one that cannot is left out, and named by `splitFaults`. */
export function splitLimits(split: SplitChoice): SplitLimits {
  return {
    rowsPerFile: split.isByRows ? rowsOf(split) : null,
    bytesPerFile: split.isBySize ? bytesOf(split) : null,
  };
}

/** The limits that are on but cannot be read. */
export function splitFaults(split: SplitChoice): { rows: boolean; size: boolean } {
  return {
    rows: split.isByRows && rowsOf(split) === null,
    size: split.isBySize && bytesOf(split) === null,
  };
}

/** The choice that shows these limits; of a limit that is absent the field stays as it was. */
export function splitChoiceOf(
  { rowsPerFile, bytesPerFile }: { rowsPerFile?: number | undefined; bytesPerFile?: number | undefined },
  before: SplitChoice,
): SplitChoice {
  const isGigabytes = bytesPerFile !== undefined && bytesPerFile >= UNIT_BYTES.GB;
  const sizeUnit = isGigabytes ? 'GB' : 'MB';
  return {
    isByRows: rowsPerFile !== undefined,
    rows: rowsPerFile === undefined ? before.rows : String(rowsPerFile),
    isBySize: bytesPerFile !== undefined,
    size: bytesPerFile === undefined ? before.size : String(bytesPerFile / UNIT_BYTES[sizeUnit]),
    sizeUnit: bytesPerFile === undefined ? before.sizeUnit : sizeUnit,
  };
}

function rowsOf({ rows }: SplitChoice): number | null {
  const number = wholeNumber(rows);
  return number === null || number < 1 ? null : number;
}

function bytesOf({ size, sizeUnit }: SplitChoice): number | null {
  const number = decimalNumber(size);
  if (number === null) return null;
  const bytes = Math.round(number * UNIT_BYTES[sizeUnit]);
  return bytes < MIN_BYTES_PER_FILE || !Number.isSafeInteger(bytes) ? null : bytes;
}
