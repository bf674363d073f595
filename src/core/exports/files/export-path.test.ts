import { describe, expect, it } from 'vitest';
import { checkExportPath, partPath, partialPath } from './export-path.ts';

describe('checkExportPath', () => {
  it.each(['/a/errors.csv', '/a/ß 🦊 (1).csv', `/a/${'x'.repeat(255)}`, '/a/CON', '/a/b?.csv'])(
    'takes %s',
    (path) => {
      expect(() => checkExportPath(path, 'linux')).not.toThrow();
    },
  );

  it.each([
    ['errors.csv', 'not an absolute path'],
    ['/a/b\nc.csv', 'control characters'],
    ['/a/\0.csv', 'control characters'],
    ['/a/\u202evsc.exe', 'control characters'],
    ['/a/', 'names no file'],
    ['/', 'names no file'],
    [`/a/${'ß'.repeat(128)}`, 'too long'],
  ])('refuses %j', (path, reason) => {
    expect(() => checkExportPath(path, 'linux')).toThrow(reason);
  });

  it.each(['/a/CON.csv', '/a/lpt1', '/a/b?.csv', '/a/b. '])('refuses %s on Windows', (path) => {
    expect(() => checkExportPath(path, 'win32')).toThrow('Windows');
  });
});

describe('the names of parts', () => {
  it('are numbered before the extension and sort in order', () => {
    expect(partPath('/a/errors.csv', 1)).toBe('/a/errors_0001.csv');
    expect(partPath('/a/errors', 12_345)).toBe('/a/errors_12345');
  });

  it('are hidden while they are written, and never too long', () => {
    expect(partialPath('/a/errors.csv', 'partial-1')).toBe('/a/.errors.csv.partial-1');
    const long = partialPath(`/a/${'🦊'.repeat(60)}.csv`, `partial-${'x'.repeat(40)}`);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual('/a/'.length + 255);
    expect(long.isWellFormed()).toBe(true);
  });
});
