import type { Browser, CDPSession, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { findChromium } from '../../test-run/find-chromium.ts';

/** The live view in a real Chromium, with the means to measure it from inside. */
export class MeasuredPage implements AsyncDisposable {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #session: CDPSession;

  private constructor(browser: Browser, page: Page, session: CDPSession) {
    this.#browser = browser;
    this.page = page;
    this.#session = session;
  }

  /** Opens the page; resolves when rows are there. */
  static async open(address: URL): Promise<MeasuredPage> {
    const executablePath = findChromium();
    const browser = await chromium.launch({
      // Without it the heap is told in steps of megabytes, and only every few seconds.
      args: ['--no-sandbox', '--disable-background-networking', '--enable-precise-memory-info'],
      ...(executablePath === undefined ? {} : { executablePath }),
    });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(address.href);
    await page.locator('#log-entries [role=row]').nth(5).waitFor();
    return new MeasuredPage(browser, page, await page.context().newCDPSession(page));
  }

  get version(): string {
    return `Chromium ${this.#browser.version()}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }

  /** Bytes of JavaScript heap that are left after a collection. */
  async heapBytes(): Promise<number> {
    await this.#session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#session.send('Runtime.getHeapUsage');
    return usedSize;
  }

  /** Times between animation frames, milliseconds, over so long. */
  frameTimes(seconds: number): Promise<number[]> {
    return this.page.evaluate(
      (durationMs) =>
        new Promise<number[]>((resolve) => {
          const frames: number[] = [];
          const startedMs = performance.now();
          let lastMs = startedMs;
          function onFrame(nowMs: number): void {
            frames.push(nowMs - lastMs);
            lastMs = nowMs;
            if (nowMs - startedMs < durationMs) requestAnimationFrame(onFrame);
            else resolve(frames.slice(1));
          }
          requestAnimationFrame(onFrame);
        }),
      seconds * 1_000,
    );
  }
}
