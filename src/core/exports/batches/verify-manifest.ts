import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { Verification } from '#contract/export-batch.ts';
import { manifestSchema, type Manifest } from '#contract/export-manifest.ts';

type FileVerification = Verification['files'][number];

/**
 * Compares every file that a manifest names with what it says of it. The files are looked for beside the manifest, so that a batch
 * can be moved as a whole. Reads each file once, a piece at a time.
 * @throws AppError `file.not-found`, `file.permission-denied`, `file.unknown-format` when it is no manifest; `cancelled`.
 */
export async function verifyManifest(path: string, signal?: AbortSignal): Promise<Verification> {
  const manifest = await readManifestFile(path);
  const files: FileVerification[] = [];
  for (const file of manifest.files) files.push(await verifyFile(dirname(path), file, signal));
  return { isIntact: files.every(({ state }) => state === 'intact'), manifestPath: path, files };
}

/** Reads and checks a manifest. @throws as verifyManifest. */
export async function readManifestFile(path: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError('file.unknown-format', `${path} is no manifest of an export.`, {
      remedy: 'Name the file that ends with .manifest.json, beside the exported files.',
      cause: error,
    });
  }
}

async function verifyFile(
  directory: string,
  expected: Manifest['files'][number],
  signal: AbortSignal | undefined,
): Promise<FileVerification> {
  // A manifest may come from anywhere: it names files beside itself and no others.
  const path = join(directory, basename(expected.name));
  try {
    const { size } = await stat(path);
    if (size !== expected.sizeBytes) {
      const finding = `It has ${String(size)} bytes instead of ${String(expected.sizeBytes)}.`;
      return { path, state: 'changed', finding };
    }
    const sha256 = await checksumOf(path, signal);
    if (sha256 === expected.sha256) return { path, state: 'intact', finding: null };
    return { path, state: 'changed', finding: `Its SHA-256 is ${sha256} instead of ${expected.sha256}.` };
  } catch (error) {
    if (signal?.aborted === true) throw new AppError('cancelled', 'Cancelled.');
    if (isMissing(error)) return { path, state: 'missing', finding: 'There is no such file.' };
    const reason = error instanceof Error ? error.message : String(error);
    return { path, state: 'unreadable', finding: reason };
  }
}

async function checksumOf(path: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  const stream = createReadStream(path, {
    highWaterMark: 1024 * 1024,
    ...(signal === undefined ? {} : { signal }),
  });
  for await (const chunk of stream) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function unreadable(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (isMissing(error))
    return new AppError('file.not-found', `There is no manifest ${path}.`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM') {
    return new AppError('file.permission-denied', `No permission to read ${path}.`, { cause: error });
  }
  if (code === 'EISDIR') {
    return new AppError('file.unknown-format', `${path} is a folder.`, {
      remedy: 'Name the manifest in it.',
    });
  }
  return error;
}
