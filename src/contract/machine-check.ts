import { z } from 'zod';
import { unixUsSchema } from './query.ts';

/** What the user that Hydrant runs as may read of one log of its machine. `name`, `finding` and `remedy` are for people. */
export const logCheckSchema = z.object({
  name: z.string(),
  /** By which source Hydrant reads it, as on the command line. */
  source: z.string(),
  /** `part`: not what belongs to the system or to others; `none`: there is nothing that this user could read; `absent`: this machine has no such log. */
  access: z.enum(['all', 'part', 'none', 'absent']),
  /** Why, or how much: a sentence. */
  finding: z.string(),
  /** What mends it: the command, or the pane of the system's settings. null when nothing needs mending, or nothing can. */
  remedy: z.string().nullable(),
});
export type LogCheck = z.infer<typeof logCheckSchema>;

export const machineCheckSchema = z.object({
  /** Whom Hydrant runs as. */
  user: z.string(),
  checkedAtUnixUs: unixUsSchema,
  /** Of every kind of log that Hydrant knows, those of other systems included. */
  logs: z.array(logCheckSchema),
});
export type MachineCheckResult = z.infer<typeof machineCheckSchema>;
