import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppUnderTest } from '../fixtures/app-under-test.ts';
import { LiveView } from '../fixtures/live-view.ts';
import { mainProcessOf } from '../fixtures/main-process-of.ts';
import { expect, test } from '../fixtures/test.ts';

/** What the tray shows, and what was said. */
interface TrayState {
  /** null: there is no icon. */
  labels: string[] | null;
  exportNow: string[];
  notifications: string[];
  windows: number;
}

/** Has the main process keep in mind what the tray and the notifications are told. Must come before there are any. */
async function watchTray(app: AppUnderTest): Promise<void> {
  await mainProcessOf(app).evaluate(({ Tray, Notification }) => {
    const seen = { menu: null as unknown, notifications: [] as string[] };
    Object.assign(globalThis, { seenOfTray: seen });
    // oxlint-disable-next-line unbound-method -- each is called with the tray that it was called for
    const { setContextMenu, destroy } = Tray.prototype;
    Tray.prototype.setContextMenu = function (menu) {
      seen.menu = menu;
      setContextMenu.call(this, menu);
    };
    Tray.prototype.destroy = function () {
      seen.menu = null;
      destroy.call(this);
    };
    Notification.prototype.show = function () {
      seen.notifications.push(`${this.title}: ${this.body}`);
    };
  }, undefined);
}

function trayOf(app: AppUnderTest): Promise<TrayState> {
  return mainProcessOf(app).evaluate(({ BrowserWindow }) => {
    interface Item {
      label?: string;
      submenu?: Item[] | { items: Item[] } | null;
    }
    const seen = Reflect.get(globalThis, 'seenOfTray') as {
      menu: { items: Item[] } | null;
      notifications: string[];
    };
    const labelsOf = (items: Item[]) => items.flatMap(({ label = '' }) => (label === '' ? [] : [label]));
    const below = seen.menu?.items.find(({ label }) => label === 'Export now')?.submenu ?? [];
    return {
      labels: seen.menu === null ? null : labelsOf(seen.menu.items),
      exportNow: labelsOf(Array.isArray(below) ? below : below.items),
      notifications: seen.notifications,
      windows: BrowserWindow.getAllWindows().length,
    };
  }, undefined);
}

/** Chooses an item of the tray's menu, also one below another. */
async function choose(app: AppUnderTest, label: string): Promise<void> {
  await mainProcessOf(app).evaluate((_electron, wanted) => {
    interface Item {
      label?: string;
      click?: () => void;
      submenu?: Item[] | { items: Item[] } | null;
    }
    const { menu } = Reflect.get(globalThis, 'seenOfTray') as { menu: { items: Item[] } };
    const all = menu.items.flatMap((item) => {
      const below = item.submenu ?? [];
      return [item, ...(Array.isArray(below) ? below : below.items)];
    });
    const item = all.find(({ label: found }) => found === wanted);
    if (item?.click === undefined) throw new Error(`the tray has no ${wanted}`);
    item.click();
  }, label);
}

/** Asks the engine, as the page does. */
async function ask(app: AppUnderTest, method: string, params: unknown): Promise<void> {
  const error = await app.page.evaluate(
    (call) =>
      new Promise<string | null>((resolve) => {
        const { hydrant } = globalThis as unknown as {
          hydrant: {
            post(message: unknown): void;
            listen(listener: (message: { id?: number; error?: { message: string } }) => void): () => void;
          };
        };
        const id = 9000 + Math.floor(Math.random() * 1_000_000);
        const stop = hydrant.listen((message) => {
          if (message.id !== id) return;
          stop();
          resolve(message.error?.message ?? null);
        });
        hydrant.post({ kind: 'call', id, ...call });
      }),
    { method, params },
  );
  expect(error).toBeNull();
}

async function saveSchedule(
  app: AppUnderTest,
  directory: string,
  trigger: unknown,
  name = 'errors & more',
): Promise<void> {
  mkdirSync(directory, { recursive: true });
  await ask(app, 'schedules.save', {
    schedule: {
      name,
      trigger,
      isEnabled: true,
      request: {
        query: {},
        format: 'csv',
        columns: ['message'],
        target: { kind: 'folder', directory, namePattern: 'batch-{batch}' },
        replacesExisting: false,
      },
    },
    replacesExisting: false,
    startsAt: 'beginning',
  });
}

/** The messages in all files of a folder. */
function exported(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith('.csv'))
    .toSorted()
    .flatMap((name) => readFileSync(join(directory, name), 'utf8').trimEnd().split('\r\n').slice(1));
}

const NEVER = { kind: 'entries', entries: 1_000_000 };

test('closing the window leaves Hydrant in the tray while it runs a recurring export, and says so once', async ({
  startApp,
  journal,
  temporaryDir,
}) => {
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  await watchTray(app);
  await saveSchedule(app, join(temporaryDir, 'out'), NEVER);
  await expect
    .poll(() => trayOf(app))
    .toEqual({
      labels: ['Show Hydrant', '“errors && more” waits for what is logged', 'Export now', 'Quit Hydrant'],
      exportNow: ['errors && more'],
      notifications: [],
      windows: 1,
    });
  await app.page.close();
  await expect.poll(async () => (await trayOf(app)).notifications).toHaveLength(1);
  expect((await trayOf(app)).notifications[0]).toContain('start Hydrant again to see it');
  expect((await trayOf(app)).windows).toBe(0);
  const opened = app.page.context().waitForEvent('page');
  await choose(app, 'Show Hydrant');
  const page = await opened;
  await expect(new LiveView(page).row('one')).toBeVisible();
  await page.close();
  await expect.poll(async () => (await trayOf(app)).windows).toBe(0);
  expect((await trayOf(app)).notifications).toHaveLength(1);
  const ended = app.ended();
  await choose(app, 'Quit Hydrant');
  await ended;
});

test('in the tray it goes on exporting, and a second start shows the window', async ({
  startApp,
  journal,
  temporaryDir,
}) => {
  const out = join(temporaryDir, 'out');
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  await watchTray(app);
  await expect(new LiveView(app.page).row('one')).toBeVisible();
  await saveSchedule(app, out, { kind: 'entries', entries: 2 });
  await expect.poll(async () => (await trayOf(app)).labels).not.toBeNull();
  await app.page.close();
  await expect.poll(async () => (await trayOf(app)).notifications).toHaveLength(1);
  await journal.append({ message: 'two' });
  await expect.poll(() => exported(out)).toEqual(['one', 'two']);
  expect(await mainProcessOf(app).startSecond()).toBe(0);
  await expect.poll(async () => (await trayOf(app)).windows).toBe(1);
});

test('an export can be run from the tray', async ({ startApp, journal, temporaryDir }) => {
  const out = join(temporaryDir, 'out');
  await journal.append({ message: 'one' });
  const app = await startApp({ source: journal.source });
  await watchTray(app);
  await expect(new LiveView(app.page).row('one')).toBeVisible();
  await saveSchedule(app, out, NEVER, 'all');
  await expect.poll(async () => (await trayOf(app)).exportNow).toEqual(['all']);
  await choose(app, 'all');
  await expect.poll(() => exported(out)).toEqual(['one']);
  await choose(app, 'all');
  await expect
    .poll(async () => (await trayOf(app)).notifications)
    .toEqual([expect.stringContaining('Nothing new')]);
});

test('without an enabled recurring export there is no icon, and closing the window ends the app', async ({
  startApp,
  journal,
  temporaryDir,
}) => {
  const app = await startApp({ source: journal.source });
  await watchTray(app);
  await saveSchedule(app, join(temporaryDir, 'out'), NEVER, 'all');
  await expect.poll(async () => (await trayOf(app)).labels).not.toBeNull();
  await ask(app, 'schedules.setEnabled', { name: 'all', isEnabled: false });
  await expect.poll(async () => (await trayOf(app)).labels).toBeNull();
  const ended = app.ended();
  await app.page.close();
  await ended;
});
