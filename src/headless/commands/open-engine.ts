import { existsSync } from 'node:fs';
import { AppError } from '#contract/errors.ts';
import { createEngine } from '#core/engine/create-engine.ts';
import type { Engine, EngineOptions } from '#core/engine/engine.ts';
import { databasePath } from '#core/store/open-database.ts';
import { printNote } from '../command-line/report-error.ts';

/**
 * Starts an engine that captures, or, where another process captures into the same store already, one that only reads
 * what that one stores.
 */
export async function openFollowingEngine(options: EngineOptions): Promise<Engine> {
  try {
    return await createEngine({ ...options, capture: 'follow' });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'capture.already-running') throw error;
    printNote(`another Hydrant captures into ${options.dataDir}; showing what it stores`);
    return await createEngine({ ...options, sources: [], capture: 'none' });
  }
}

/** Starts an engine that answers, and tells nothing of what is stored meanwhile. Throws an AppError `file.not-found` when nothing was ever stored. */
export async function openStoredEngine(options: EngineOptions): Promise<Engine> {
  if (existsSync(databasePath(options.dataDir)))
    return await createEngine({ ...options, followsStore: false });
  throw nothingStored(options.dataDir);
}

/** Nothing was ever stored in that folder. */
export function nothingStored(dataDir: string): AppError {
  return new AppError('file.not-found', `Nothing is stored in ${dataDir} yet`, {
    remedy: 'run hydrant collect --once first, or name another folder with --data-dir',
  });
}
