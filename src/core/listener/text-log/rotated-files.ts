import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileIdentity } from './log-file.ts';

/** A file of a log and its rotated predecessors. */
export interface RotatedFile {
  path: string;
  identity: FileIdentity;
  sizeBytes: number;
  modifiedUnixUs: number;
  /** 0: its file system does not tell. */
  bornUnixUs: number;
  /** The log itself, which is written to. */
  isLive: boolean;
}

/** `.1`, `.2.gz`; `-20261122`, `-2026-11-22_10`, `-1795339501` with dateext of logrotate(8); `.2026-11-22` of others; `.old`. */
const ROTATED =
  /^(?:\.(?<number>\d{1,4})|[-.](?<date>\d{4}-?\d{2}-?\d{2}[-_T]?\d{0,6}|\d{9,11})|\.old)(?:\.(?:gz|zst))?$/;

/** Until two in a row are the same: a rotation takes some milliseconds. */
const MOST_LISTINGS = 50;

/** What a name says about a rotated file's age: the larger, the older. undefined: it is no rotated file of this log. */
function ageOf(name: string, logName: string): { number: number; date: string } | undefined {
  if (!name.startsWith(logName)) return undefined;
  const groups = ROTATED.exec(name.slice(logName.length))?.groups;
  if (groups === undefined) return undefined;
  return { number: Number(groups['number'] ?? 0), date: groups['date'] ?? '' };
}

/** Whether one path is a rotated file of the log at the other. */
export function isRotatedName(path: string, log: string): boolean {
  return dirname(path) === dirname(log) && ageOf(basename(path), basename(log)) !== undefined;
}

/**
 * The files of a log, the oldest first, the log itself last, if it is there. Their order follows from what logrotate numbered or dated; where both
 * are missing, from when they were last written.
 */
export async function listRotatedFiles(path: string): Promise<RotatedFile[]> {
  let before = await listOnce(path);
  for (let attempt = 0; attempt < MOST_LISTINGS; attempt += 1) {
    const files = await listOnce(path);
    // A folder in which files are renamed meanwhile is listed with some of them twice and some not at all.
    if (namesOf(files) === namesOf(before)) return files;
    before = files;
  }
  return before;
}

/** Tells whether two lists are the same. */
export function namesOf(files: readonly RotatedFile[]): string {
  return files.map(({ path, identity }) => `${path}\n${identity}`).join('\n');
}

/**
 * Whether a rotated file is a copy of the log, which was emptied then (copytruncate): the log is older than it, and was written to since. What was
 * renamed is older than what was made in its place. A compressed file was made later in either case and tells nothing.
 */
export function isCopyOf(file: RotatedFile, live: RotatedFile | undefined): boolean {
  if (live === undefined || file.isLive || /\.(?:gz|zst)$/.test(file.path)) return false;
  if (live.bornUnixUs <= 0 || file.bornUnixUs <= live.bornUnixUs) return false;
  return live.modifiedUnixUs >= file.bornUnixUs;
}

async function listOnce(path: string): Promise<RotatedFile[]> {
  const folder = dirname(path);
  const logName = basename(path);
  // A folder that may be searched but not listed: the log is there all the same.
  const names = await readdir(folder).catch(() => [logName]);
  const found = await Promise.all(
    names.map(async (name) => {
      const age = name === logName ? { number: -1, date: '' } : ageOf(name, logName);
      if (age === undefined) return undefined;
      const file = join(folder, name);
      // It may be renamed or compressed just now: then it is found under its next name at the next look.
      const stats = await stat(file, { bigint: true }).catch(() => undefined);
      if (stats?.isFile() !== true) return undefined;
      return {
        age,
        file: {
          path: file,
          identity: `${String(stats.dev)}:${String(stats.ino)}`,
          sizeBytes: Number(stats.size),
          modifiedUnixUs: Number(stats.mtimeNs / 1000n),
          bornUnixUs: Number(stats.birthtimeNs / 1000n),
          isLive: name === logName,
        },
      };
    }),
  );
  return found
    .filter((one) => one !== undefined)
    .toSorted(
      (one, other) =>
        other.age.number - one.age.number ||
        compareText(one.age.date, other.age.date) ||
        one.file.modifiedUnixUs - other.file.modifiedUnixUs,
    )
    .map(({ file }) => file);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
