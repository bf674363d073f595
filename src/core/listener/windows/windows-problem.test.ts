import { expect, it } from 'vitest';
import { sourceSpecs } from '../source-spec.ts';
import { classifyWindowsFailure } from './windows-problem.ts';
import { wevtutilCommand } from './wevtutil-command.ts';

it.each([
  [5, 'Доступ запрещен.', 'source.permission-denied'],
  [15_007, 'Указанный канал не найден.', 'source.not-found'],
  [1, 'The RPC server is unavailable.', 'source.failed'],
])('exit code %i is told whatever the language of the words: %s', (exitCode, complaint, code) => {
  const outcome = { exitCode, signal: null, startError: null, complaint, outputBytes: 0 };
  expect(classifyWindowsFailure('Security', outcome).problem.code).toBe(code);
});

it('each channel that is named is a source of its own, once', () => {
  expect(sourceSpecs(['windows', 'windows:System, Microsoft-Windows-Sysmon/Operational'])).toEqual([
    'windows:System',
    'windows:Application',
    'windows:Microsoft-Windows-Sysmon/Operational',
  ]);
  expect(() => sourceSpecs(['windows:'])).toThrow('no source');
});

it('wevtutil is there on Windows only, unless a double stands for it', () => {
  expect(wevtutilCommand('linux', undefined)).toBeUndefined();
  expect(wevtutilCommand('win32', undefined)).toEqual(['wevtutil.exe']);
  expect(wevtutilCommand('linux', '/double.ts')).toEqual([process.execPath, '/double.ts']);
});
