import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { ExportTarget } from '#contract/export-request.ts';
import { NAME_TOKENS, hasToken } from '#contract/name-pattern.ts';
import type { OptionValues } from './option-values.ts';
import { readText } from './option-values.ts';

/** Where --out leads: to files, or to standard output. */
export type ExportDestination = Exclude<ExportTarget, { kind: 'download' }> | { kind: 'output' };

/** What makes sense for files only. */
const NEEDS_FILES = ['rows-per-file', 'bytes-per-file', 'name', 'since-last'] as const;

/**
 * Reads --out and --name. A folder is one that is there, or a path that ends with a separator. Throws an AppError `usage` when they are
 * missing or do not go together.
 * @param defaultPattern - For names in a folder where --name is not given.
 */
export function readExportTarget(values: OptionValues, defaultPattern: string): ExportDestination {
  const out = readText(values, 'out');
  const pattern = readText(values, 'name');
  if (out === undefined || out === '') {
    throw new AppError('usage', 'No --out is given', {
      remedy: 'name the file or the folder to write to, or - for standard output',
    });
  }
  if (out === '-') {
    const option = NEEDS_FILES.find((name) => values[name] !== undefined);
    if (option === undefined) return { kind: 'output' };
    throw new AppError('usage', `--${option} needs files`, {
      remedy: 'leave it out, or name a file or a folder with --out',
    });
  }
  if (isFolder(out)) {
    return { kind: 'folder', directory: resolve(out), namePattern: pattern ?? defaultPattern };
  }
  if (pattern === undefined) {
    refusePattern(out);
    return { kind: 'file', path: resolve(out) };
  }
  throw new AppError('usage', `--name is for a folder, and ${out} names a file`, {
    remedy: `write --out ${out}/ for a folder, or leave --name out`,
  });
}

/** A file is named by its own name: whoever writes a placeholder there means something else. */
function refusePattern(out: string): void {
  const token = NAME_TOKENS.find((each) => hasToken(basename(out), each));
  if (token === undefined) return;
  throw new AppError('usage', `--out ${out}: {${token}} is filled in only in --name`, {
    remedy: `write --out ${dirname(out)}/ for the folder, and --name with what the names have before their ending`,
  });
}

function isFolder(path: string): boolean {
  if (path.endsWith('/') || (process.platform === 'win32' && path.endsWith('\\'))) return true;
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false; // It cannot be looked at: writing it will say why.
  }
}
