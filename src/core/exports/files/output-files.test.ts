import fs, {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import type { FileCalls } from './output-file.ts';
import { OutputFiles } from './output-files.ts';

function failing(code: string): () => never {
  return () => {
    throw Object.assign(new Error(`${code}: as the disk says it`), { code });
  };
}

function outputFiles(
  path: string,
  parts: { isNumbered?: boolean; replaces?: boolean; calls?: Partial<FileCalls> } = {},
) {
  const { isNumbered = false, replaces = false, calls = {} } = parts;
  return new OutputFiles({ path, isNumbered, replacesExisting: replaces, calls: { ...fs, ...calls } });
}

/** Writes one file of that text in every part, and discards what is left, as an export does. */
function writeAll(files: OutputFiles, texts: readonly string[]): string[] {
  try {
    for (const text of texts) {
      files.openNext();
      files.write(Buffer.from(text));
    }
    return files.publish();
  } finally {
    files.discard();
  }
}

describe('OutputFiles', () => {
  it('give a file its name only when it is complete, readable by its owner alone', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'out.csv');
    const files = outputFiles(path);
    files.openNext();
    files.write(Buffer.from('text'));
    expect(existsSync(path)).toBe(false);
    expect(files.publish()).toEqual([path]);
    files.discard();
    expect(readdirSync(folder)).toEqual(['out.csv']);
    expect(readFileSync(path, 'utf8')).toBe('text');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('give all parts their names together', () => {
    const folder = temporaryFolder();
    const files = outputFiles(join(folder, 'out.csv'), { isNumbered: true });
    expect(writeAll(files, ['one', 'two'])).toEqual([
      join(folder, 'out_0001.csv'),
      join(folder, 'out_0002.csv'),
    ]);
    expect(readdirSync(folder)).toEqual(['out_0001.csv', 'out_0002.csv']);
  });

  it('leave nothing behind when discarded', () => {
    const folder = temporaryFolder();
    const files = outputFiles(join(folder, 'out.csv'), { isNumbered: true });
    files.openNext();
    files.openNext();
    expect(readdirSync(folder)).toHaveLength(2);
    files.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuse a name that is taken before anything is written, and replace it when told to', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'out.csv');
    writeFileSync(path, 'old');
    expect(() => writeAll(outputFiles(path), ['new'])).toThrow(
      expect.objectContaining({ code: 'file.exists' }),
    );
    expect(readFileSync(path, 'utf8')).toBe('old');
    writeAll(outputFiles(path, { replaces: true }), ['new']);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  it.each([
    ['with hard links', {}],
    ['without hard links', { linkSync: failing('EPERM') }],
  ])('never touch a file that appears while they are written, %s', (_, calls) => {
    const folder = temporaryFolder();
    const files = outputFiles(join(folder, 'out.csv'), { isNumbered: true, calls });
    for (const text of ['one', 'two', 'three']) {
      files.openNext();
      files.write(Buffer.from(text));
    }
    writeFileSync(join(folder, 'out_0002.csv'), "somebody else's");
    expect(() => files.publish()).toThrow(expect.objectContaining({ code: 'file.exists' }));
    files.discard();
    expect(readdirSync(folder)).toEqual(['out_0002.csv']);
    expect(readFileSync(join(folder, 'out_0002.csv'), 'utf8')).toBe("somebody else's");
  });

  it('are published on file systems without hard links', () => {
    const folder = temporaryFolder();
    const files = outputFiles(join(folder, 'out.csv'), { calls: { linkSync: failing('ENOTSUP') } });
    writeAll(files, ['text']);
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  it('take the bytes that a short write left over to the next write', () => {
    const path = join(temporaryFolder(), 'out.csv');
    const writeSync = ((descriptor: number, bytes: Uint8Array, offset: number) =>
      fs.writeSync(descriptor, bytes, offset, Math.min(3, bytes.length - offset))) as FileCalls['writeSync'];
    writeAll(outputFiles(path, { calls: { writeSync } }), ['a longer text']);
    expect(readFileSync(path, 'utf8')).toBe('a longer text');
  });

  it('replace a symbolic link and not what it points to', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'precious'), 'old');
    symlinkSync(join(folder, 'precious'), join(folder, 'out.csv'));
    writeAll(outputFiles(join(folder, 'out.csv'), { replaces: true }), ['new']);
    expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('old');
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe('new');
  });

  it('say what is wrong with a folder that does not exist and with one in place of a file', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'out.csv'));
    expect(() => writeAll(outputFiles(join(folder, 'none', 'out.csv')), [''])).toThrow(
      expect.objectContaining({ code: 'file.not-found' }),
    );
    expect(() => writeAll(outputFiles(join(folder, 'out.csv'), { replaces: true }), [''])).toThrow(
      expect.objectContaining({ code: 'file.failed' }),
    );
  });

  it.each([
    ['writeSync', 'ENOSPC', 'disk.full'],
    ['fsyncSync', 'EDQUOT', 'disk.full'],
    ['writeSync', 'EFBIG', 'file.failed'],
    ['writeSync', 'EIO', 'file.failed'],
    ['openSync', 'EACCES', 'file.permission-denied'],
    ['openSync', 'EROFS', 'file.permission-denied'],
    ['openSync', 'ENAMETOOLONG', 'export.invalid'],
    ['linkSync', 'EACCES', 'file.permission-denied'],
    ['closeSync', 'ENOSPC', 'disk.full'],
  ] as const)('leave nothing behind when %s fails with %s', (call, code, expected) => {
    const folder = temporaryFolder();
    const files = outputFiles(join(folder, 'out.csv'), {
      isNumbered: true,
      calls: { [call]: failing(code) },
    });
    expect(() => writeAll(files, ['one', 'two'])).toThrow(
      expect.objectContaining({ code: expected, remedy: expect.stringMatching(/./) as string }),
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
