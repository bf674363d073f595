import { resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { SEVERITY_NAMES, parseSeverity } from '#contract/severity.ts';
import type { EngineOptions } from '#core/engine/engine.ts';
import { parseLogFormat } from '#core/listener/text-log/parse-log-format.ts';
import { defaultDataDir } from '#core/store/default-data-dir.ts';
import type { OptionValues } from './option-values.ts';
import { readText, readTexts } from './option-values.ts';

/** Turns --data-dir, --source, --log-format and --keep into what an engine is started with. Throws an AppError `usage` for a wrong one. */
export function readEngineOptions(values: OptionValues, capture: EngineOptions['capture']): EngineOptions {
  return {
    dataDir: readDataDir(values),
    sources: readTexts(values, 'source'),
    capture,
    ...readMinimumSeverity(values),
    ...readLogFormat(values),
  };
}

/** @throws AppError `source.invalid` when it means nothing. */
function readLogFormat(values: OptionValues): Pick<EngineOptions, 'logFormat'> {
  const logFormat = readText(values, 'log-format');
  if (logFormat === undefined) return {};
  parseLogFormat(logFormat);
  return { logFormat };
}

function readMinimumSeverity(values: OptionValues): Pick<EngineOptions, 'minimumSeverity'> {
  const text = readText(values, 'keep');
  if (text === undefined) return {};
  const minimumSeverity = parseSeverity(text);
  if (minimumSeverity !== undefined) return { minimumSeverity };
  throw new AppError('usage', `--keep "${text}" is no severity`, {
    remedy: `use one of ${SEVERITY_NAMES.join(', ')}`,
  });
}

/** The folder of the store, absolute. */
export function readDataDir(values: OptionValues): string {
  const dataDir = readText(values, 'data-dir');
  return dataDir === undefined ? defaultDataDir() : resolve(dataDir);
}
