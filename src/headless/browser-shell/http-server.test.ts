import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PAGE, SECRET, TestShell } from '../../../test/headless/start-shell.ts';

let shell: TestShell;

beforeEach(async () => {
  shell = await TestShell.start();
});

afterEach(async () => {
  await shell.stop();
});

describe('the way in', () => {
  it('exchanges the token for a cookie that scripts and other sites cannot use, and leaves the token behind', async () => {
    const answer = await shell.get(`/?token=${shell.token}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    const cookie = answer.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toContain(`hydrant-${String(shell.shell.port)}=`);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).not.toContain(shell.token);
  });

  it('serves the view to whoever has the cookie', async () => {
    const answer = await shell.get('/', { cookie: await shell.enter() });
    expect(answer).toMatchObject({ status: 200, body: PAGE });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('finds its cookie among those of other programs on this host', async () => {
    const cookie = `a=1; ${await shell.enter()}; hydrant-1=x`;
    expect((await shell.get('/', { cookie })).status).toBe(200);
  });

  it('has a token of 256 bits', () => {
    expect(Buffer.from(shell.token, 'base64url')).toHaveLength(32);
  });

  it('lets nobody in without the cookie, and says in words what to do', async () => {
    for (const target of [
      '/',
      '/index.html',
      '/assets/index-BxY2k9_Q.js',
      '/export?request={}',
      '/nothing',
    ]) {
      const answer = await shell.get(target);
      expect(answer.status).toBe(401);
      expect(answer.body).toContain('Open the address that Hydrant printed in the terminal');
      expect(answer.body).not.toContain('the view');
    }
  });

  it('refuses a wrong token and a wrong cookie', async () => {
    const other = Buffer.alloc(32, 7).toString('base64url');
    expect((await shell.get(`/?token=${other}`)).status).toBe(401);
    expect((await shell.get('/?token=')).status).toBe(401);
    expect((await shell.get('/', { cookie: `hydrant-${String(shell.shell.port)}=${other}` })).status).toBe(
      401,
    );
    expect(
      (await shell.get('/', { cookie: `hydrant-${String(shell.shell.port)}=${shell.token}` })).status,
    ).toBe(401);
  });

  it('takes the token at the start page only', async () => {
    expect((await shell.get(`/index.html?token=${shell.token}`)).status).toBe(401);
  });
});

describe('DNS rebinding', () => {
  it('refuses a request that was sent to another name', async () => {
    const cookie = await shell.enter();
    const port = String(shell.shell.port);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1.evil.example:${port}`,
      '127.0.0.1:1',
    ]) {
      const answer = await shell.get('/', { host, cookie });
      expect([400, 421]).toContain(answer.status);
      expect(answer.body).not.toContain('the view');
    }
  });

  it('refuses another name even with the right token', async () => {
    const answer = await shell.get(`/?token=${shell.token}`, { host: 'evil.example' });
    expect(answer.status).toBe(421);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('knows its own names in any case', async () => {
    const cookie = await shell.enter();
    const port = String(shell.shell.port);
    for (const host of [`localhost:${port}`, `LocalHost:${port}`, `[::1]:${port}`]) {
      expect((await shell.get('/', { host, cookie })).status).toBe(200);
    }
  });

  it('refuses two Host headers and a request without one', async () => {
    const port = String(shell.shell.port);
    const two = await shell.sendRaw(
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example\r\n\r\n`,
    );
    expect(two).toMatch(/^HTTP\/1.1 4/);
    const none = await shell.sendRaw('GET / HTTP/1.0\r\n\r\n');
    expect(none).toMatch(/^HTTP\/1.1 4/);
  });
});

describe('requests of other sites', () => {
  it('refuses a foreign Origin, a null one, and its own host over another scheme or port', async () => {
    const cookie = await shell.enter();
    for (const origin of [
      'https://evil.example',
      'null',
      `https://${shell.host}`,
      'http://127.0.0.1:1',
      'http://localhost',
    ]) {
      expect((await shell.get('/', { origin, cookie })).status).toBe(403);
    }
    expect((await shell.get('/', { origin: shell.origin, cookie })).status).toBe(200);
  });

  it('refuses what Fetch metadata calls foreign, be it a script, an image or a frame', async () => {
    const cookie = await shell.enter();
    const foreign = [
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      { 'sec-fetch-site': 'nonsense' },
    ];
    for (const headers of foreign) {
      expect((await shell.get('/assets/index-BxY2k9_Q.js', { ...headers, cookie })).status).toBe(403);
    }
  });

  it('treats a link followed from elsewhere like a first visit: without the cookie it ends at the door', async () => {
    const link = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect((await shell.get('/', link)).status).toBe(401);
    expect((await shell.get(`/?token=${shell.token}`, link)).status).toBe(303);
  });

  it('answers its own pages and the address bar', async () => {
    const cookie = await shell.enter();
    for (const site of ['same-origin', 'none']) {
      expect((await shell.get('/', { 'sec-fetch-site': site, cookie })).status).toBe(200);
    }
  });
});

describe('traversal', () => {
  it.each([
    ['plain', '/../secret.html'],
    ['nested', '/assets/../../secret.html'],
    ['encoded dots', '/%2e%2e/secret.html'],
    ['encoded slash', '/..%2fsecret.html'],
    ['twice encoded', '/%252e%252e%252fsecret.html'],
    ['backslash', '/..\\secret.html'],
    ['encoded backslash', '/..%5csecret.html'],
    ['NUL', '/index.html%00.js'],
    ['overlong UTF-8', '/%c0%ae%c0%ae/secret.html'],
    ['absolute path', '//etc/passwd'],
    ['absolute URL', 'http://evil.example/secret.html'],
    ['a link to a file outside', '/link.html'],
    ['a link to a folder outside', '/folder-link/secret.html'],
    ['a type of file that is not the view’s', '/notes.txt'],
    ['a file as a folder', '/index.html/'],
  ])('leads nowhere: %s', async (_, target) => {
    const answer = await shell.get(target, { cookie: await shell.enter() });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain(SECRET);
  });

  it('leads nowhere with bytes that no client would send', async () => {
    const cookie = await shell.enter();
    for (const path of ['/..\u0000/secret.html', '/\u00ff/../secret.html', '/../secret.html#', '*']) {
      const answer = await shell.sendRaw(
        `GET ${path} HTTP/1.1\r\nHost: ${shell.host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1.1 4/);
      expect(answer).not.toContain(SECRET);
    }
  });
});

describe('answers', () => {
  it('refuses every method but GET and HEAD', async () => {
    const cookie = await shell.enter();
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) {
      const answer = await shell.get('/', { cookie }, method);
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe('GET, HEAD');
    }
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    const cookie = await shell.enter();
    const answer = await shell.get('/', { cookie }, 'HEAD');
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(answer.headers['content-length']).toBe(String(PAGE.length));
    expect(await shell.get('/', {}, 'HEAD')).toMatchObject({ status: 401, body: '' });
  });

  it('carries the security headers, whatever the answer', async () => {
    const cookie = await shell.enter();
    const answers = [
      await shell.get('/', { cookie }),
      await shell.get('/nothing', { cookie }),
      await shell.get('/'),
      await shell.get('/', { host: 'evil.example' }),
      await shell.get(`/?token=${shell.token}`),
      await shell.get('/export?request=x', { cookie }),
    ];
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('lets browsers keep only files whose name changes with their content', async () => {
    const cookie = await shell.enter();
    const script = await shell.get('/assets/index-BxY2k9_Q.js', { cookie });
    expect(script.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    expect((await shell.get('/', { cookie })).headers['cache-control']).toBe('no-cache');
    expect((await shell.get('/')).headers['cache-control']).toBe('no-store');
  });

  it('serves a view that was built anew while it runs', async () => {
    const cookie = await shell.enter();
    await writeFile(join(shell.folder, 'view', 'assets', 'index-Zz00zz00.js'), 'export {};');
    expect((await shell.get('/assets/index-Zz00zz00.js', { cookie })).status).toBe(200);
  });

  it('never repeats what was asked for, nor the token', async () => {
    const cookie = await shell.enter();
    const asked = '<script>alert(1)</script>';
    for (const target of [`/${asked}`, `/?token=${asked}`, `/export?request=${asked}`]) {
      const answer = await shell.get(encodeURI(target), { cookie });
      expect(answer.body).not.toContain('alert');
      expect(answer.body + JSON.stringify(answer.headers)).not.toContain(shell.token);
    }
  });

  it('survives garbage and headers without end', async () => {
    expect(await shell.sendRaw('\u0000\u0001\u0002\r\n\r\n')).toMatch(/^HTTP\/1.1 400/);
    const long = `GET / HTTP/1.1\r\nHost: ${shell.host}\r\nX: ${'x'.repeat(200_000)}\r\n\r\n`;
    expect(await shell.sendRaw(long)).not.toContain('HTTP/1.1 200');
    expect((await shell.get('/', { cookie: await shell.enter() })).status).toBe(200);
  });
});
