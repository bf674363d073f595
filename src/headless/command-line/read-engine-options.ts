import { resolve } from 'node:path';
import type { EngineOptions } from '#core/engine/engine.ts';
import { defaultDataDir } from '#core/store/default-data-dir.ts';
import type { OptionValues } from './option-values.ts';
import { readText, readTexts } from './option-values.ts';

/** Turns --data-dir and --source into what an engine is started with. */
export function readEngineOptions(values: OptionValues, capture: EngineOptions['capture']): EngineOptions {
  return { dataDir: readDataDir(values), sources: readTexts(values, 'source'), capture };
}

/** The folder of the store, absolute. */
export function readDataDir(values: OptionValues): string {
  const dataDir = readText(values, 'data-dir');
  return dataDir === undefined ? defaultDataDir() : resolve(dataDir);
}
