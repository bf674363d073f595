import { readFileSync } from 'node:fs';
import type { ExportField } from './export-encoding.ts';

const FIXTURES = new URL('../fixtures/linux/', import.meta.url);

/**
 * The entries of a recorded sample (test/fixtures/linux, a `.jsonl` of journalctl's JSON), as fields in their byte form. A
 * value that the recording has only as null, because it was too large for JSON without `--all`, is left out.
 */
export function recordedEntries(sample: string): ExportField[][] {
  return readFileSync(new URL(sample, FIXTURES), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => fieldsOfJson(JSON.parse(line) as Record<string, unknown>));
}

/** The fields of one entry of `journalctl -o json`; addresses (`__…`) first, as journal-remote wants them. */
export function fieldsOfJson(entry: Record<string, unknown>): ExportField[] {
  return Object.entries(entry)
    .toSorted(([a], [b]) => Number(b.startsWith('__')) - Number(a.startsWith('__')))
    .flatMap(([name, value]) => valuesOfJson(value).map((bytes): ExportField => [name, bytes]));
}

function valuesOfJson(value: unknown): (string | Buffer)[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  if (value.every((item) => typeof item === 'number')) return [Buffer.from(value)];
  return value.flatMap(valuesOfJson);
}
