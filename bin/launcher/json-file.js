import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Reads a small JSON file. A file that is missing, cut short or no JSON counts as absent: whatever it vouched for is
 * then made again.
 * @param {string} path
 * @returns {any} undefined when there is none.
 */
export function readJsonFile(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Writes a JSON file under a temporary name and renames it, so that nobody ever reads half of it.
 * @param {string} path
 * @param {unknown} value
 */
export function writeJsonFile(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  const temporaryPath = `${path}.${process.pid}.partial`;
  writeFileSync(temporaryPath, `${JSON.stringify(value)}\n`);
  renameSync(temporaryPath, path);
}
