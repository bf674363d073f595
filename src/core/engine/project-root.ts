import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Hydrant is installed, and its version. */
export interface ProjectRoot {
  folder: string;
  version: string;
}

/**
 * Finds the package.json that this file belongs to, be it source or bundle, by looking further and further up.
 * @throws Error when there is none: the installation is broken.
 */
export function projectRoot(): ProjectRoot {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const version = readVersion(join(folder, 'package.json'));
    if (version !== undefined) return { folder, version };
    const parent = dirname(folder);
    if (parent === folder) throw new Error('Hydrant has no package.json beside it; install it again');
    folder = parent;
  }
}

function readVersion(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined; // None here: look further up.
  }
  const parsed = JSON.parse(text) as { name?: unknown; version?: unknown };
  return parsed.name === 'hydrant' ? String(parsed.version) : undefined;
}
