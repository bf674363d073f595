import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { completeLockfile, missingPackages, readLockfile } from './lockfile.ts';

test('package-lock.json names the packages of every platform (else: node tools/complete-lockfile.ts)', () => {
  const lockfile = readLockfile(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8'));
  expect(missingPackages(lockfile)).toEqual([]);
});

test('a missing platform package is added with the platform that its name tells', () => {
  const asking = {
    version: '1.0.0',
    dev: true,
    optionalDependencies: {
      '@a/b-linux-x64-gnu': '1.0.0',
      '@a/b-linux-arm-musleabihf': '1.0.0',
      '@a/win32-ia32': '1.0.0',
    },
  };
  const { lockfile, added } = completeLockfile({
    packages: { '': {}, 'node_modules/a': asking, 'node_modules/@a/b-linux-x64-gnu': { version: '1.0.0' } },
  });
  expect(added).toEqual(['node_modules/@a/b-linux-arm-musleabihf', 'node_modules/@a/win32-ia32']);
  expect(lockfile.packages).toMatchObject({
    'node_modules/@a/b-linux-arm-musleabihf': {
      version: '1.0.0',
      os: ['linux'],
      cpu: ['arm'],
      libc: ['musl'],
      optional: true,
      dev: true,
    },
    'node_modules/@a/win32-ia32': {
      version: '1.0.0',
      os: ['win32'],
      cpu: ['ia32'],
      optional: true,
      dev: true,
    },
  });
  expect(missingPackages(lockfile)).toEqual([]);
});

test('a package that lies below the one that asks for it is not missing', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { b: '1.0.0' } },
    'node_modules/a/node_modules/b': { version: '1.0.0' },
  };
  expect(missingPackages({ packages })).toEqual([]);
});

test('a name that tells no platform and a version that is not exact are refused', () => {
  expect(() =>
    completeLockfile({ packages: { a: { optionalDependencies: { fsevents: '2.3.3' } } } }),
  ).toThrow('platform');
  expect(() =>
    completeLockfile({ packages: { a: { optionalDependencies: { 'b-linux-x64': '^2.0.0' } } } }),
  ).toThrow('exact');
});
