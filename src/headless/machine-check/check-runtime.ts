import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MachineCheck } from './machine-check.ts';
import { bad, good } from './machine-check.ts';

/** The first version whose TypeScript support and V8 the code counts on. */
const MINIMUM_NODE_MAJOR = 24;

/** Node's version. */
export function checkNode(version: string = process.versions.node): MachineCheck {
  const major = Number(version.split('.')[0]);
  const name = 'Node.js';
  return major >= MINIMUM_NODE_MAJOR
    ? good(name, `${version} (${process.platform} ${process.arch})`)
    : bad(name, `${version} is too old`, `npm start fetches Node ${String(MINIMUM_NODE_MAJOR)} by itself`);
}

/** Whether SQLite's binding loads, and makes a store with full-text search in a temporary folder. */
export async function checkSqlite(): Promise<MachineCheck> {
  const folder = await mkdtemp(join(tmpdir(), 'hydrant-doctor-'));
  try {
    const { openWritableDatabase } = await import('#core/store/open-database.ts');
    const database = openWritableDatabase(folder);
    const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
    database.close();
    return good('SQLite', `${version} loads and makes a store`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return bad('SQLite', `cannot be used: ${reason}`, 'npm ci --ignore-scripts');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
