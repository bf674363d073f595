import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The version in the package.json that this file belongs to, be it source or bundle. */
export function appVersion(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const version = readVersion(join(folder, 'package.json'));
    if (version !== undefined) return version;
    const parent = dirname(folder);
    if (parent === folder) return 'unknown';
    folder = parent;
  }
}

function readVersion(file: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const isOurs =
      typeof parsed === 'object' && parsed !== null && 'name' in parsed && parsed.name === 'hydrant';
    return isOurs && 'version' in parsed ? String(parsed.version) : undefined;
  } catch {
    return undefined; // No package.json here, or another one: look further up.
  }
}
