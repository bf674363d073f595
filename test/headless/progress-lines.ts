import { z } from 'zod';
import { wireErrorSchema } from '#contract/errors.ts';
import { exportStateSchema } from '#contract/export-batch.ts';

const count = z.int().nonnegative();

const lineSchema = z.strictObject({
  batch: z.int().positive().nullable(),
  state: exportStateSchema,
  rows: count.nullable(),
  rowsTotal: count.nullable(),
  bytes: count,
  rate: count.nullable(),
  progress: z.number().min(0).max(1).nullable(),
  secondsLeft: count.nullable(),
  currentPath: z.string().nullable(),
});

const lastLineSchema = lineSchema.extend({
  files: z.array(
    z.strictObject({
      path: z.string(),
      rows: count,
      bytes: count,
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  fileCount: count,
  manifestPath: z.string().nullable(),
  problem: wireErrorSchema.nullable(),
});

/** What docs/command-line.md promises of the lines of `--progress json`: files and manifest in the last one of a batch, and only there. */
export function parseProgress(stderr: string): {
  lines: z.infer<typeof lineSchema>[];
  last: z.infer<typeof lastLineSchema>;
} {
  const objects = stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as unknown);
  return {
    lines: objects.slice(0, -1).map((object) => lineSchema.parse(object)),
    last: lastLineSchema.parse(objects.at(-1)),
  };
}

/** The lines of an export to standard output, which is no batch. */
export function parseOutputProgress(stderr: string): z.infer<typeof lineSchema>[] {
  return stderr
    .trimEnd()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}
