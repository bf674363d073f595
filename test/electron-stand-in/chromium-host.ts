import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { chromium } from 'playwright-core';
import { fromChromiumAddress } from './app-address.ts';

/** Answers a request for a custom scheme, as `protocol.handle` takes it. */
export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

/** Decides about a request for a page of its own (a navigation): true lets it load. */
export type NavigationGuard = (route: Route) => boolean;

/**
 * The Chromium behind the stand-in: one instance for each run, headless, with its profile in the app's own folder. It
 * reaches no network at all: what is not served by a registered protocol handler is refused.
 */
export class ChromiumHost {
  readonly #handlers = new Map<string, ProtocolHandler>();
  readonly #guards = new Map<Page, NavigationGuard>();
  #context: BrowserContext | undefined;
  #unusedPage: Page | undefined;

  /** Starts Chromium. The folder gets a `DevToolsActivePort`, over which a test drives the same pages. */
  async start(userDataDir: string): Promise<void> {
    const profileDir = join(userDataDir, 'chromium');
    mkdirSync(profileDir, { recursive: true });
    const executablePath = process.env['ELECTRON_STAND_IN_CHROMIUM'];
    const context = await chromium.launchPersistentContext(profileDir, {
      headless: true,
      viewport: null,
      ...(executablePath === undefined || executablePath === '' ? {} : { executablePath }),
      args: ['--remote-debugging-port=0', '--no-sandbox', '--disable-background-networking', '--disable-gpu'],
    });
    await context.route('**/*', (route) => this.#answer(route));
    // A window that a page opened: Electron's handler denies it, and nothing of it was loaded.
    context.on('page', (page) => void closeIfPopup(page));
    this.#context = context;
    this.#unusedPage = context.pages()[0];
  }

  handle(scheme: string, handler: ProtocolHandler): void {
    this.#handlers.set(scheme, handler);
  }

  async openPage(guard: (page: Page) => NavigationGuard): Promise<Page> {
    const page = this.#unusedPage ?? (await this.#startedContext().newPage());
    this.#unusedPage = undefined;
    this.#guards.set(page, guard(page));
    page.once('close', () => this.#guards.delete(page));
    return page;
  }

  async stop(): Promise<void> {
    await this.#context?.close();
  }

  #startedContext(): BrowserContext {
    if (this.#context === undefined) throw new Error('The Electron stand-in: not ready yet.');
    return this.#context;
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    if (request.isNavigationRequest() && !this.#mayNavigate(route)) {
      await route.abort('aborted');
      return;
    }
    const address = fromChromiumAddress(request.url());
    const handler = this.#handlers.get(new URL(address).protocol.slice(0, -1));
    if (handler === undefined) {
      console.error(`Electron stand-in: refused a request for ${request.url()}; it has no network.`);
      await route.abort('internetdisconnected');
      return;
    }
    const response = await handler(new Request(address, { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  #mayNavigate(route: Route): boolean {
    const page = pageOf(route);
    const guard = page === undefined ? undefined : this.#guards.get(page);
    return guard !== undefined && guard(route);
  }
}

/** undefined: the first request of a window that a page has just opened; Playwright has no page for it yet and throws. */
function pageOf(route: Route): Page | undefined {
  try {
    return route.request().frame().page();
  } catch {
    return undefined;
  }
}

async function closeIfPopup(page: Page): Promise<void> {
  if ((await page.opener()) !== null) await page.close();
}
