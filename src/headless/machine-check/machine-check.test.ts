import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBrowser, checkDisplay, checkElectron } from './check-desktop.ts';
import { KernelLogDouble, systemError } from '../../../test/doubles/kernel-log-double.ts';
import { permissionCheck, toolCheck } from './check-journal.ts';
import { checkKernel } from './check-kernel.ts';
import { checkSyslogFiles } from './check-syslog-files.ts';
import { checkNode, checkSqlite } from './check-runtime.ts';
import { checkStore } from './check-store.ts';
import type { ToolRun } from './run-tool.ts';
import { runTool } from './run-tool.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hydrant-check-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function ran(exitCode: number, stdout = '', stderr = ''): ToolRun {
  return { exitCode, isMissing: false, stdout, stderr };
}

describe('the runtime', () => {
  it('is judged by its version', () => {
    expect(checkNode('24.0.0').state).toBe('good');
    expect(checkNode('22.99.0')).toMatchObject({
      state: 'bad',
      remedy: expect.stringContaining('npm start') as unknown,
    });
  });

  it('makes a real store', async () => {
    expect(await checkSqlite()).toMatchObject({
      state: 'good',
      finding: expect.stringMatching(/^3\.\d+/) as unknown,
    });
  });
});

describe('the journal', () => {
  it('needs journalctl', () => {
    const missing = { ...ran(0), exitCode: null, isMissing: true };
    expect(toolCheck(ran(0, 'systemd 257 (257.9-1)\n+PAM'))).toMatchObject({
      state: 'good',
      finding: 'systemd 257 (257.9-1)',
    });
    expect(toolCheck(missing)).toMatchObject({ state: 'bad', finding: 'is not installed' });
    expect(toolCheck(ran(127, '', 'error while loading libraries'))).toMatchObject({ state: 'bad' });
  });

  it('is missed less where the kernel’s log can be read', () => {
    expect(toolCheck({ ...ran(0), exitCode: null, isMissing: true }, false).state).toBe('limited');
  });

  it('tells what a user may read, and what mends it', () => {
    const denied = ran(1, '', 'No journal files were opened due to insufficient permissions.');
    expect(permissionCheck(ran(0), ran(0), 'ada').state).toBe('good');
    expect(permissionCheck(denied, ran(0, '__CURSOR=x'), 'ada')).toMatchObject({
      state: 'limited',
      finding: 'ada may read only their own entries',
      remedy: expect.stringContaining('usermod -aG systemd-journal') as unknown,
    });
    expect(permissionCheck(denied, denied, 'ada').state).toBe('bad');
    expect(permissionCheck(ran(1, '', 'Failed to open: nonsense'), ran(0), 'ada')).toMatchObject({
      state: 'limited',
      finding: expect.stringContaining('nonsense') as unknown,
    });
  });

  it('is asked by tools that may be missing', async () => {
    expect(await runTool('hydrant-has-no-such-tool', [])).toMatchObject({ exitCode: null, isMissing: true });
    expect(await runTool(process.execPath, ['--version'])).toMatchObject({
      exitCode: 0,
      stdout: `${process.version}\n`,
    });
  });
});

describe('the kernel’s log', () => {
  it('is opened, and closed again', () => {
    const device = new KernelLogDouble();
    expect(checkKernel('linux', device.open)).toMatchObject([{ state: 'good', finding: 'can be read' }]);
    expect(device.closings).toBe(1);
  });

  it('tells what mends it', () => {
    const device = new KernelLogDouble();
    device.openFailures.push(systemError('EACCES'));
    expect(checkKernel('linux', device.open)).toMatchObject([
      { state: 'limited', remedy: expect.stringContaining('sudo chmod') as unknown },
    ]);
  });

  it('is no matter on other systems', () => {
    expect(checkKernel('darwin')).toEqual([]);
  });
});

describe('the store', () => {
  it('may not exist yet, and is not made by looking', async () => {
    const check = await checkStore(join(folder, 'not', 'yet'));
    expect(check.finding).toMatch(/nothing stored yet, [\d.]+ GB free/);
  });

  it('names a place that cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await checkStore(join(folder, 'file', 'below'))).toMatchObject({
      state: 'bad',
      remedy: expect.stringContaining('--data-dir') as unknown,
    });
  });
});

describe('the desktop', () => {
  it('needs Electron’s runtime, wholly installed', () => {
    const electron = join(folder, 'electron');
    mkdirSync(join(electron, 'dist'), { recursive: true });
    writeFileSync(join(electron, 'dist', 'electron'), '');
    expect(checkElectron(electron).state).toBe('limited');
    writeFileSync(join(electron, 'path.txt'), 'electron');
    expect(checkElectron(electron).state).toBe('good');
  });

  it('needs a display and a user who is not root, on Linux', () => {
    expect(checkDisplay('linux', {}, 1000).state).toBe('limited');
    expect(checkDisplay('linux', { DISPLAY: '' }, 1000).state).toBe('limited');
    expect(checkDisplay('linux', { DISPLAY: ':0' }, 0).state).toBe('limited');
    expect(checkDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toMatchObject({
      state: 'good',
      finding: 'wayland-0',
    });
    expect(checkDisplay('darwin', {}, 501).state).toBe('good');
  });

  it('can do with any browser', () => {
    writeFileSync(join(folder, 'firefox'), '');
    expect(checkBrowser('linux', { PATH: folder })).toMatchObject({
      state: 'good',
      finding: join(folder, 'firefox'),
    });
    expect(checkBrowser('linux', { PATH: join(folder, 'electron') }).state).toBe('limited');
  });
});

describe('the files of syslog', () => {
  it('are told of where they are there, each with whether it can be read', () => {
    const log = join(folder, 'syslog');
    writeFileSync(log, 'a line\n');
    expect(checkSyslogFiles([log, join(folder, 'messages')])).toEqual([
      { name: log, state: 'good', finding: 'can be read', remedy: null },
    ]);
  });

  it('that are closed come with the command that opens them', () => {
    const denied = () => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    };
    expect(checkSyslogFiles(['/var/log/no-such-log'], denied)).toMatchObject([
      {
        state: 'limited',
        finding: 'your user may not read it',
        remedy: expect.stringContaining('sudo ') as string,
      },
    ]);
  });
});
