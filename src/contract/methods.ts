import { z } from 'zod';
import { ENTRY_METHODS } from './methods/entry-methods.ts';
import { ANNOTATION_METHODS } from './methods/annotation-methods.ts';
import { SOURCE_METHODS } from './methods/source-methods.ts';
import { EXPORT_METHODS } from './methods/export-methods.ts';
import { SHELL_METHODS } from './methods/shell-methods.ts';
import { nothing } from './methods/method-parts.ts';
import { statusSchema } from './status.ts';

/**
 * Everything a view may ask, `noun.verb`: the parameters' schema and the result's. Parsed on arrival on both sides.
 * Methods named `shell.*` are answered by the shell (Electron's main process or the HTTP server), all others by the engine.
 */
export const METHODS = {
  'app.describe': {
    params: nothing,
    result: z.object({ version: z.string(), dataDir: z.string(), platform: z.string() }),
  },
  'status.get': { params: nothing, result: statusSchema },
  ...ENTRY_METHODS,
  ...ANNOTATION_METHODS,
  ...SOURCE_METHODS,
  ...EXPORT_METHODS,
  ...SHELL_METHODS,
} as const;

export type MethodName = keyof typeof METHODS;
export type MethodParams<M extends MethodName> = z.input<(typeof METHODS)[M]['params']>;
export type MethodResult<M extends MethodName> = z.output<(typeof METHODS)[M]['result']>;

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
