import { describe, expect, it } from 'vitest';
import { parseShellOptions } from './shell-options.ts';

describe('parseShellOptions', () => {
  it('reads the data folder, from where the user stands, and every source in order', () => {
    expect(
      parseShellOptions(
        ['--data-dir', 'logs', '--source', 'journal', '--source=file:/var/log/x'],
        '/home/me',
      ),
    ).toEqual({ dataDir: '/home/me/logs', sources: ['journal', 'file:/var/log/x'] });
  });

  it('leaves everything to the defaults without options', () => {
    expect(parseShellOptions([], '/home/me')).toEqual({ dataDir: undefined, sources: [] });
  });

  it('leaves alone what belongs to Chromium', () => {
    expect(
      parseShellOptions(['--no-sandbox', '--remote-debugging-port=0', '--data-dir=/d', '-x', 'word'], '/'),
    ).toEqual({ dataDir: '/d', sources: [] });
  });

  it('takes an option without its value for absent', () => {
    expect(parseShellOptions(['--data-dir'], '/')).toEqual({ dataDir: undefined, sources: [] });
    expect(parseShellOptions(['--data-dir='], '/')).toEqual({ dataDir: undefined, sources: [] });
  });
});
