import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { SourceTarget } from './source-target.ts';

/** A source as it is asked for, with one spelling: the store knows the source by `spec`. */
export interface SourceSpec {
  spec: string;
  target: SourceTarget;
}

const KNOWN =
  '`journal` (this machine), `journal:PATH` (a journal file or a folder of them), `kernel` (this machine’s kernel) or `file:PATH` (a file that Hydrant exported)';

/**
 * Reads a source specification as on the command line.
 * @throws AppError `source.invalid` when it names nothing that this version can read.
 */
export function parseSourceSpec(text: string): SourceSpec {
  if (text === 'journal')
    return { spec: 'journal', target: { kind: 'journal', journal: { kind: 'system' } } };
  if (text.startsWith('journal:') && text.length > 'journal:'.length) {
    const path = resolve(text.slice('journal:'.length));
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
    const journal = { kind: isFile ? ('file' as const) : ('directory' as const), path };
    return { spec: `journal:${path}`, target: { kind: 'journal', journal } };
  }
  if (text === 'kernel') return { spec: 'kernel', target: { kind: 'kernel' } };
  if (text.startsWith('file:') && text.length > 'file:'.length) {
    const path = resolve(text.slice('file:'.length));
    return { spec: `file:${path}`, target: { kind: 'file', path } };
  }
  throw new AppError('source.invalid', `"${text}" is no source that Hydrant can read.`, {
    remedy: `Use ${KNOWN}.`,
  });
}
