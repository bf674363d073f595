import { glob, stat } from 'node:fs/promises';
import { dirname, join, matchesGlob } from 'node:path';
import { isRotatedName } from '../text-log/rotated-files.ts';

/** So many files of one folder or pattern are read; each takes a descriptor and a card in the view. */
export const MAX_LOGS = 200;

/** What tells a pattern from a path. */
export function isGlob(path: string): boolean {
  return /[*?[\]{}]/.test(path);
}

/**
 * The logs of a folder (not of folders in it), or those that a glob finds; in alphabetical order. What was rotated away belongs to the log that it comes from and is not
 * listed by itself, unless that log is gone.
 */
export async function listLogs(pattern: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const path of glob(isGlob(pattern) ? pattern : join(escapeGlob(pattern), '*'))) {
    const stats = await stat(path).catch(() => undefined);
    if (stats?.isFile() === true) paths.push(path);
  }
  return paths.filter((path) => !paths.some((log) => isRotatedName(path, log))).toSorted();
}

/** Whether a folder or glob finds this file, by its name alone. */
export function isLogOf(pattern: string, path: string): boolean {
  return isGlob(pattern) ? matchesGlob(path, pattern) : dirname(path) === pattern;
}

function escapeGlob(path: string): string {
  return path.replaceAll(/[*?[\]{}]/g, '[$&]');
}
