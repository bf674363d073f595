import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { classifyFileError } from '../files/file-error.ts';
import { OutputFile, syncFolder } from '../files/output-file.ts';

/** What stands in a watermark's file. */
interface Watermark {
  name: string;
  /** Every entry up to this one was exported, or did not match. */
  lastId: number;
  /** ISO 8601. For people. */
  updatedAt: string;
}

/**
 * Where each named incremental export ended. One small JSON file for each name under `exports/watermarks` in the data
 * folder, so that exports of different names, also in different processes, never overwrite each other's.
 */
export class WatermarkStore {
  readonly #directory: string;

  constructor(dataDir: string) {
    this.#directory = join(dataDir, 'exports', 'watermarks');
  }

  /**
   * The last entry covered by that name; 0 before its first export.
   * @throws AppError `export.invalid` when the file cannot be understood: starting over would export everything twice.
   */
  read(name: string): number {
    const path = this.#path(name);
    const text = readIfThere(path);
    if (text === undefined) return 0;
    const lastId = lastIdIn(text);
    if (lastId !== undefined) return lastId;
    throw new AppError('export.invalid', `The watermark of "${name}" in ${path} cannot be read.`, {
      remedy: 'Delete the file to export from the beginning, or use another name.',
    });
  }

  /** Replaces the watermark in one step: after a crash it is the old or the new one. */
  write(name: string, lastId: number): void {
    const path = this.#path(name);
    try {
      mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw classifyFileError(path, error);
    }
    const file = new OutputFile(path);
    try {
      const watermark: Watermark = { name, lastId, updatedAt: new Date().toISOString() };
      file.write(Buffer.from(`${JSON.stringify(watermark)}\n`));
      file.close();
      file.publish(true);
    } finally {
      file.discard();
    }
    syncFolder(path);
  }

  /** The name is the user's and may hold anything: what stands on the disk is its hash. */
  #path(name: string): string {
    return join(this.#directory, `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.json`);
  }
}

function lastIdIn(text: string): number | undefined {
  try {
    const { lastId } = JSON.parse(text) as Partial<Watermark>;
    return Number.isSafeInteger(lastId) && Number(lastId) >= 0 ? lastId : undefined;
  } catch {
    // Damaged by something other than Hydrant, which replaces the file in one step.
    return undefined;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw classifyFileError(path, error);
  }
}
