import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { WatermarkStore } from './watermark-store.ts';

describe('WatermarkStore', () => {
  it('begins at 0 and keeps what was written, each name by itself', () => {
    const folder = temporaryFolder();
    const watermarks = new WatermarkStore(folder);
    expect(watermarks.read('nightly')).toBe(0);
    watermarks.write('nightly', 41);
    watermarks.write('nightly', 42);
    watermarks.write('../../etc/passwd\0', 7);
    const others = new WatermarkStore(folder);
    expect([others.read('nightly'), others.read('../../etc/passwd\0'), others.read('Nightly')]).toEqual([
      42, 7, 0,
    ]);
    expect(readdirSync(join(folder, 'exports', 'watermarks'))).toHaveLength(2);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'exports')).mode & 0o777).toBe(0o700);
  });

  it.each(['', '{', '{}', '{"lastId":-1}', '{"lastId":"5"}', 'null'])('refuses to guess from %j', (text) => {
    const folder = temporaryFolder();
    const watermarks = new WatermarkStore(folder);
    watermarks.write('nightly', 1);
    const directory = join(folder, 'exports', 'watermarks');
    for (const name of readdirSync(directory)) writeFileSync(join(directory, name), text);
    expect(() => watermarks.read('nightly')).toThrow(expect.objectContaining({ code: 'export.invalid' }));
  });

  it('says what is wrong when it cannot be written', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'exports'), '');
    expect(() => new WatermarkStore(folder).write('nightly', 1)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^file\./) as string }),
    );
    mkdirSync(join(folder, 'empty'));
    expect(new WatermarkStore(join(folder, 'empty')).read('nightly')).toBe(0);
  });
});
