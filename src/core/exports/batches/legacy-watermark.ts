import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where `--since-last NAME` ended when its memory was a small JSON file for each name, before it was kept in the store: 0 where there is no such
 * file, or nothing that can be understood in it.
 */
export function legacyWatermark(dataDir: string, name: string): number {
  const file = `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.json`;
  try {
    const { lastId } = JSON.parse(readFileSync(join(dataDir, 'exports', 'watermarks', file), 'utf8')) as {
      lastId?: unknown;
    };
    return typeof lastId === 'number' && Number.isSafeInteger(lastId) && lastId > 0 ? lastId : 0;
  } catch {
    return 0; // As good as always: nobody has used that name with so old a Hydrant.
  }
}
