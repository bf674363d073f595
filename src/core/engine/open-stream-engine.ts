import { createEngine } from './create-engine.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { makeOpenedStore, removeAbandonedStores } from './opened-stores.ts';

/**
 * Captures into a store of its own below `dataDir`, which is gone when the engine is closed: for what is looked at and not kept. The store of
 * the user is not touched.
 * @throws AppError what keeps a store from being made.
 */
export async function openStreamEngine(options: EngineOptions): Promise<Engine> {
  await removeAbandonedStores(options.dataDir);
  return createEngine({ ...options, dataDir: makeOpenedStore(options.dataDir), isTemporary: true });
}
