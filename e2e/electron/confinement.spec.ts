import { join } from 'node:path';
import type { ClientMessage, ServerMessage } from '../../src/contract/envelope.ts';
import type { AppUnderTest } from '../fixtures/app-under-test.ts';
import { mainProcessOf } from '../fixtures/main-process-of.ts';
import { REPOSITORY } from '../fixtures/repository.ts';
import { expect, test } from '../fixtures/test.ts';

// What a page could do if log text, or a library, turned against the user. Each attempt runs in the page's own world.

/** The preload's bridge, as a page sees it. */
interface BridgedWindow {
  hydrant: {
    post(message: ClientMessage): void;
    listen(listener: (message: ServerMessage) => void): () => void;
    pathOf(file: File): string;
  };
}

test.describe('the page in the desktop app', () => {
  test.use({ provokesPageErrors: true });
  let app: AppUnderTest;

  test.beforeEach(async ({ startApp, journal }) => {
    await journal.append({ message: 'one entry' });
    app = await startApp({ source: journal.source });
    await expect(app.page.getByRole('grid', { name: 'Log entries' })).toBeVisible();
  });

  test('has no Node, and of Electron only three functions', async () => {
    const seen = await app.page.evaluate(() => ({
      require: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      electron: typeof Reflect.get(globalThis, 'electron'),
      bridge: Object.keys((globalThis as unknown as BridgedWindow).hydrant).toSorted(),
    }));
    expect(seen).toEqual({
      require: 'undefined',
      process: 'undefined',
      electron: 'undefined',
      bridge: ['listen', 'pathOf', 'post'],
    });
    const pathOfMadeUp = await app.page.evaluate(() =>
      (globalThis as unknown as BridgedWindow).hydrant.pathOf(new File(['text'], 'passwd')),
    );
    expect(pathOfMadeUp, 'a file that the page made up has no path').toBe('');
  });

  test('cannot navigate away, and within the app only to its start page', async () => {
    const within = ['/assets/', '/index.html', '/?other=1', '/?log=a%2Fb', '/?log=a&log=b'];
    for (const address of ['https://example.com/', 'http://127.0.0.1:9/', ...within]) {
      const decided = mainProcessOf(app).evaluate(
        ({ BrowserWindow }) =>
          new Promise<boolean>((resolve) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents;
            contents?.once('will-navigate', (details) => resolve(details.defaultPrevented));
          }),
        undefined,
      );
      await app.page.evaluate((target) => location.assign(target), address);
      expect(await decided).toBe(true);
    }
    await expect(app.page.getByRole('grid', { name: 'Log entries' })).toBeVisible();
  });

  test('cannot open a window, neither by script nor by link', async () => {
    const opened = await app.page.evaluate(() => window.open('https://example.com/') !== null);
    expect(opened).toBe(false);
    await app.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      link.target = '_blank';
      document.body.append(link);
      link.click();
    });
    await expect(app.page.getByRole('grid', { name: 'Log entries' })).toBeVisible();
    const windows = await mainProcessOf(app).evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
      undefined,
    );
    expect(windows).toBe(1);
  });

  test('is served with a policy that lets it load its own files only', async () => {
    const policy = await app.page.evaluate(async () => {
      const response = await fetch(location.href);
      return response.headers.get('content-security-policy');
    });
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  test('can make neither code nor markup out of text, and reach no other server', async () => {
    const attempts = await app.page.evaluate(async () => {
      // DevTools lets the code it runs itself evaluate strings; a task of the page's own is bound by the policy.
      await new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
      const attempt = async (action: () => unknown): Promise<string> => {
        try {
          await action();
          return 'done';
        } catch {
          return 'refused';
        }
      };
      return {
        evaluate: await attempt(() => Reflect.construct(Function, ['return 1'])),
        markup: await attempt(
          () => (document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>'),
        ),
        script: await attempt(() => (document.createElement('script').text = 'alert(1)')),
        network: await attempt(() => fetch('https://example.com/')),
      };
    });
    expect(attempts).toEqual({
      evaluate: 'refused',
      markup: 'refused',
      script: 'refused',
      network: 'refused',
    });
  });

  test('gets no permission but that to copy text', async () => {
    // The handlers are asked afresh by a new document; connecting to a Chromium resets what the stand-in told it.
    await app.page.reload();
    const readStates = (): Promise<string[]> =>
      app.page.evaluate(async () => {
        const names = ['geolocation', 'notifications', 'midi', 'clipboard-read', 'clipboard-write'];
        const statuses = await Promise.all(
          names.map((name) => navigator.permissions.query({ name: name as PermissionName })),
        );
        return statuses.map(({ state }, index) => `${String(names[index])}: ${state}`);
      });
    await expect
      .poll(readStates)
      .toEqual([
        'geolocation: denied',
        'notifications: denied',
        'midi: denied',
        'clipboard-read: denied',
        'clipboard-write: granted',
      ]);
  });

  test('is the only one that the main process listens to', async () => {
    const [foreign] = await Promise.all([
      app.page.context().waitForEvent('page'),
      mainProcessOf(app).evaluate(
        async ({ BrowserWindow }, preload) => {
          const window = new BrowserWindow({
            show: false,
            webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false },
          });
          await window.loadURL('data:text/html,<title>foreign</title>');
        },
        join(REPOSITORY, 'out', 'preload', 'index.cjs'),
      ),
    ]);
    await expect(foreign).toHaveTitle('foreign');
    await foreign.evaluate(() => {
      const { hydrant } = globalThis as unknown as BridgedWindow;
      hydrant.post({ kind: 'call', id: 1, method: 'shell.describe', params: {} });
    });
    await expect.poll(() => app.errorOutput()).toContain('a message was refused');
    await foreign.close();
  });

  test('is told which of its messages fit no contract, and stays connected', async () => {
    const answers = await app.page.evaluate(async () => {
      const { hydrant } = globalThis as unknown as BridgedWindow;
      const received: ServerMessage[] = [];
      await new Promise<void>((resolve) => {
        const stop = hydrant.listen((message) => {
          if (message.kind === 'event' || message.id < 9001) return;
          received.push(message);
          if (received.length < 3) return;
          stop();
          resolve();
        });
        hydrant.post({ kind: 'garbage' } as never);
        hydrant.post({ kind: 'call', id: 9001, method: 'process.exit', params: {} });
        hydrant.post({ kind: 'call', id: 9002, method: 'entries.get', params: { id: 'x' } });
        hydrant.post({ kind: 'call', id: 9003, method: 'shell.describe', params: {} });
      });
      return received.map((message) => (message.kind === 'error' ? message.error.code : message.kind));
    });
    expect(answers.toSorted()).toEqual(['method.unknown', 'request.invalid', 'result']);
    await expect.poll(() => app.errorOutput()).toContain('a message was refused');
  });
});
