import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAppRequest, resolveAppPath } from './app-files.ts';

const root = join('/srv', 'hydrant', 'out', 'renderer');

describe('resolveAppPath', () => {
  it('maps the root to index.html', () => {
    expect(resolveAppPath(root, 'app://hydrant/')).toBe(join(root, 'index.html'));
    expect(resolveAppPath(root, 'app://hydrant/?view=export#top')).toBe(join(root, 'index.html'));
  });

  it('maps a file of the build to its place', () => {
    expect(resolveAppPath(root, 'app://hydrant/assets/index-DRrreTpV.js')).toBe(
      join(root, 'assets', 'index-DRrreTpV.js'),
    );
  });

  it.each([
    ['a parent folder', 'app://hydrant/../../main/index.js'],
    ['an encoded parent folder', 'app://hydrant/%2e%2e/%2e%2e/main/index.js'],
    ['an encoded slash', 'app://hydrant/..%2f..%2fmain%2findex.js'],
    ['a twice encoded parent folder', 'app://hydrant/%252e%252e/main/index.js'],
    ['a backslash', 'app://hydrant/..\\..\\main\\index.js'],
    ['an encoded backslash', 'app://hydrant/..%5c..%5cmain%5cindex.js'],
    ['NUL', 'app://hydrant/index.html%00.js'],
    ['a Windows drive', 'app://hydrant/C:/Windows/win.ini'],
    ['a Windows stream', 'app://hydrant/index.html::$DATA'],
    ['an absolute path', 'app://hydrant//etc/passwd'],
    ['a hidden file', 'app://hydrant/.env'],
    ['a broken escape', 'app://hydrant/%zz'],
    ['an empty segment at the end', 'app://hydrant/assets/'],
  ])('refuses or keeps inside the folder: %s', (_name, address) => {
    const path = resolveAppPath(root, address);
    expect(path === undefined || path.startsWith(root + '/')).toBe(true);
    expect(path ?? '').not.toContain('..');
  });

  it.each([
    ['another host', 'app://elsewhere/index.html'],
    ['a host that begins alike', 'app://hydrant.example/index.html'],
    ['a port', 'app://hydrant:80/index.html'],
    ['another scheme', 'https://hydrant/index.html'],
    ['no address at all', 'hydrant'],
  ])('refuses %s', (_name, address) => {
    expect(resolveAppPath(root, address)).toBeUndefined();
  });
});

describe('answerAppRequest', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'hydrant-app-files-'));
    mkdirSync(join(dir, 'assets'));
    writeFileSync(join(dir, 'index.html'), '<!doctype html>');
    writeFileSync(join(dir, 'assets', 'index.js'), 'export {};');
    writeFileSync(join(dir, 'notes.txt'), 'not part of a build');
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  const get = (path: string, method = 'GET') =>
    answerAppRequest(dir, { method, url: `app://hydrant${path}` });

  it('serves a script with its type and every security header', async () => {
    const response = await get('/assets/index.js');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('export {};');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('lets the page load nothing but its own files and run nothing inline', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'"]),
    );
    expect(policy).not.toContain('unsafe');
  });

  it('answers with headers only when asked by HEAD', async () => {
    const response = await get('/', 'HEAD');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  it.each(['/missing.js', '/assets', '/notes.txt', '/%2e%2e/secret.js'])(
    'finds nothing at %s',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    },
  );

  it('refuses to be written to', async () => {
    expect((await get('/', 'POST')).status).toBe(405);
  });
});
