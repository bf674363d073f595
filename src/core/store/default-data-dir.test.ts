import { expect, it } from 'vitest';
import { defaultDataDir } from './default-data-dir.ts';

it.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['linux', {}, '/home/u/.local/share/hydrant'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/hydrant'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/u/.local/share/hydrant'],
  ['linux', { XDG_DATA_HOME: '' }, '/home/u/.local/share/hydrant'],
  ['darwin', {}, '/home/u/Library/Application Support/Hydrant'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/Hydrant'],
  ['win32', {}, '/home/u/AppData/Local/Hydrant'],
])('on %s with %j the store is in %s', (platform, environment, expected) => {
  expect(defaultDataDir(platform, environment, '/home/u')).toBe(expected);
});
