import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StoreLab } from './store-lab.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface EnginePlaces {
  /** Not made yet. */
  dataDir: string;
  /** An empty folder for journal files. */
  journal: string;
  /** The source that names this folder. */
  source: string;
}

/** Where an engine of a test keeps its store and finds its journal; gone after the test. */
export function enginePlaces(): EnginePlaces {
  const folder = temporaryFolder();
  const journal = join(folder, 'journal');
  mkdirSync(journal);
  return { dataDir: join(folder, 'data'), journal, source: `journal:${journal}` };
}

/** The positions of all entries that the store holds, in order of id. */
export function storedPositions(dataDir: string): string[] {
  using lab = new StoreLab(dataDir);
  return lab.positions();
}

/** The newest page of everything. */
export const NEWEST = { query: {}, anchor: { kind: 'newest' }, limit: 100 } as const;
