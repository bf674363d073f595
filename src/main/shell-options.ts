import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the desktop app is started with. */
export interface ShellOptions {
  /** Absolute path of the data folder; undefined: the system's usual place. */
  dataDir: string | undefined;
  /** Source specifications, as on the command line; empty: the best one this machine has. */
  sources: string[];
}

/**
 * Reads the options that the launcher hands on: `--data-dir DIR` and `--source SPEC` (repeatable).
 * The launcher has refused wrong usage already; here unknown words are left alone, because Electron and Chromium have
 * options of their own on the same line.
 */
export function parseShellOptions(words: readonly string[], workingDir: string): ShellOptions {
  const { values } = parseArgs({
    args: [...words],
    options: { 'data-dir': { type: 'string' }, source: { type: 'string', multiple: true } },
    strict: false,
    allowPositionals: true,
  });
  const dataDir = values['data-dir'];
  const sources = Array.isArray(values.source) ? values.source : [];
  return {
    dataDir: typeof dataDir === 'string' && dataDir !== '' ? resolve(workingDir, dataDir) : undefined,
    sources: sources.filter((source) => typeof source === 'string'),
  };
}
