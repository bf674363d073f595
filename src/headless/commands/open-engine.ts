import { AppError } from '#contract/errors.ts';
import { createEngine } from '#core/engine/create-engine.ts';
import type { Engine, EngineOptions } from '#core/engine/engine.ts';
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
