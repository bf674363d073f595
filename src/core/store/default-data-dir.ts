import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the store lives unless `--data-dir` says otherwise.
 * Source: XDG Base Directory Specification 0.8 (Linux), Apple's File System Programming Guide, Windows Known Folders.
 */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Hydrant');
    case 'win32':
      return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Hydrant');
    default: {
      const base = environment['XDG_DATA_HOME'];
      // The specification says that a relative path is invalid and must be ignored.
      return join(base?.startsWith('/') ? base : join(home, '.local', 'share'), 'hydrant');
    }
  }
}
