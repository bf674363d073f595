import { basename, dirname, isAbsolute, join, parse } from 'node:path';
import { AppError } from '#contract/errors.ts';

/** Longest file name of the usual file systems, in bytes. Source: NAME_MAX in limits.h(0P) on Linux and macOS. */
const NAME_MAX_BYTES = 255;

const PART_DIGITS = 4;

/** Source: Microsoft, "Naming Files, Paths, and Namespaces". */
const WINDOWS_RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/**
 * Refuses a target that cannot be written, or only under another name than it seems: not absolute, a control character in it
 * (a line feed would let one name look like two in a terminal), too long, or one of Windows' own.
 * @throws AppError `export.invalid`.
 */
export function checkExportPath(path: string, platform: NodeJS.Platform = process.platform): void {
  const name = basename(path);
  const problem = problemOf(path, name, platform);
  if (problem === undefined) return;
  throw new AppError(
    'export.invalid',
    `${JSON.stringify(path)} cannot be the place of an export: ${problem}.`,
    {
      remedy: 'Choose another name.',
      detail: { path },
    },
  );
}

function problemOf(path: string, name: string, platform: NodeJS.Platform): string | undefined {
  if (!isAbsolute(path)) return 'it is not an absolute path';
  // oxlint-disable-next-line no-control-regex
  if (/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.test(path)) return 'it holds control characters';
  if (name === '' || /[/\\]$/.test(path)) return 'it names no file';
  if (Buffer.byteLength(name) > NAME_MAX_BYTES) return 'its name is too long';
  if (platform !== 'win32') return undefined;
  if (/[<>:"|?*]/.test(name)) return 'Windows allows none of < > : " | ? * in a name';
  if (/[. ]$/.test(name)) return 'Windows allows no dot or space at the end of a name';
  return WINDOWS_RESERVED.test(name) ? 'Windows keeps this name for a device' : undefined;
}

/** Where the part of that number (from 1) goes: `name.csv` → `name_0001.csv`. */
export function partPath(path: string, number: number): string {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}_${String(number).padStart(PART_DIGITS, '0')}${ext}`);
}

/** Room for the longest `.partial-HOST-PID-RANDOM`; constant, so that the same name is always cut at the same place. */
const PARTIAL_SUFFIX_MAX_BYTES = 60;

/**
 * The name under which a file is written until it is complete: hidden, in the same folder (a rename does not cross file
 * systems), never longer than a name may be.
 */
export function partialPath(path: string, suffix: string): string {
  let name = basename(path);
  while (Buffer.byteLength(name) > NAME_MAX_BYTES - PARTIAL_SUFFIX_MAX_BYTES) {
    name = [...name].slice(0, -1).join('');
  }
  return join(dirname(path), `.${name}.${suffix}`);
}
