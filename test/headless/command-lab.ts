import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { streamOf } from '../core/journal-text.ts';
import { StoreLab } from '../core/store-lab.ts';
import { temporaryFolder } from '../core/temporary-folder.ts';
import type { Ended } from './hydrant-process.ts';
import { HydrantProcess, runHydrant } from './hydrant-process.ts';

/** A store with numbered entries, a folder to export to, and real `hydrant` processes that work with them. */
export class CommandLab {
  readonly dataDir = temporaryFolder();
  readonly folder = temporaryFolder();
  #stored = 0;

  /** @param entries - Stored before; their ids are their numbers, from 1. */
  constructor(entries: number) {
    this.store(entries);
  }

  /** Stores so many more entries. */
  store(entries: number): void {
    this.storeText(entries === 0 ? Buffer.alloc(0) : streamOf(this.#stored + 1, this.#stored + entries));
    this.#stored += entries;
  }

  /** Stores entries in the journal's export format. */
  storeText(entries: Buffer): void {
    using lab = new StoreLab(this.dataDir);
    if (entries.length > 0) lab.store(entries);
  }

  /** Runs a command to its end. */
  async run(...args: string[]): Promise<Ended> {
    return await runHydrant([...args, '--data-dir', this.dataDir]);
  }

  /** Runs a command that prints one JSON object. Throws when it fails. */
  async json(...args: string[]): Promise<Record<string, unknown>> {
    const { exitCode, stdout, stderr } = await this.run(...args, '--json');
    if (exitCode !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** Starts a command; it is ended with the test. */
  start(...args: string[]): HydrantProcess {
    const process = new HydrantProcess([...args, '--data-dir', this.dataDir]);
    onTestFinished(() => process[Symbol.asyncDispose]());
    return process;
  }

  /** A path in the folder for exports. */
  at(name: string): string {
    return join(this.folder, name);
  }

  /** What stands in that folder, hidden files included. */
  names(): string[] {
    return readdirSync(this.folder).toSorted();
  }

  text(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  /** The ids in a CSV file with the column id first, header left out. */
  ids(name: string): number[] {
    return idsOf(this.text(name));
  }
}

/** The ids in CSV with a header and the column id first. */
export function idsOf(csv: string): number[] {
  const [header = '', ...rows] = csv.trimEnd().split('\r\n');
  if (!header.startsWith('id')) throw new Error(`it begins with ${header}`);
  return rows.map((row) => Number(row.split(',')[0]));
}
