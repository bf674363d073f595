import type { Browser, Page } from 'playwright-core';

export interface PageLook {
  theme: 'light' | 'dark';
  width: number;
  height: number;
}

/** Opens Hydrant's page as it will be pictured: UTC, still, and with the folder `root` left out of every path. */
export async function openPicturedPage(
  browser: Browser,
  address: string,
  root: string,
  look: PageLook,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.theme,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  const inside = JSON.stringify(`${root}/home/`).slice(1, -1);
  await page.routeWebSocket(/\/channel(?:\?|$)/, (route) => {
    const server = route.connectToServer();
    route.onMessage((message) => server.send(String(message).replaceAll('/home/', inside)));
    server.onMessage((message) => route.send(String(message).replaceAll(inside, '/home/')));
  });
  await page.goto(address);
  return page;
}
