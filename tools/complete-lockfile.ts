/**
 * Adds the packages of other platforms that package-lock.json lacks: `node tools/complete-lockfile.ts`.
 *
 * npm leaves an optional package out of the lockfile when the registry in use does not have it or when node_modules was
 * there first (https://github.com/npm/cli/issues/4828), and then `npm ci` refuses the lockfile on every platform. What the
 * entry must say follows from the name: the platform packages spell out their system, processor and C library, and the
 * package that asks for them pins the version. The checksum alone is not known here; npm checks none where none is given.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLockfile, readLockfile } from './lockfile.ts';

const path = join(import.meta.dirname, '..', 'package-lock.json');
const completed = completeLockfile(readLockfile(readFileSync(path, 'utf8')));
writeFileSync(path, `${JSON.stringify(completed.lockfile, null, 2)}\n`);
console.log(`Added ${String(completed.added.length)} packages of other platforms to package-lock.json.`);
