import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

/** What axe calls serious or critical, one line each. */
async function seriousViolations(page: Page): Promise<string[]> {
  // In its usual mode axe opens a page of its own, which a desktop app does not have.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in any view, ${colorScheme}`, async ({ startApp, journal }) => {
    await journal.append(
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((level) => ({
        message: `level ${String(level)} \u001b[1m`,
        priority: String(level),
      })),
      { message: 'no level', priority: null },
    );
    const { page } = await startApp({ source: journal.source });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const live = new LiveView(page);
    await live.row('level 3').click();
    await expect(live.details).toContainText('_SYSTEMD_UNIT');
    expect.soft(await seriousViolations(page), 'Live with details').toEqual([]);
    await live.search.fill('severity:eror');
    await expect(page.getByRole('alert')).toBeVisible();
    expect.soft(await seriousViolations(page), 'Live with a search that cannot be read').toEqual([]);
    await live.search.fill('nowhere');
    await expect(page.getByRole('heading', { name: 'No entry matches' })).toBeVisible();
    expect.soft(await seriousViolations(page), 'Live, filtered away').toEqual([]);
    for (const view of ['Export', 'Sources', 'Settings']) {
      await page.getByRole('link', { name: view, exact: true }).click();
      await expect(page.getByRole('main', { name: view })).toBeVisible();
      expect.soft(await seriousViolations(page), view).toEqual([]);
    }
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await seriousViolations(page), 'Help').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeVisible();
    expect.soft(await seriousViolations(page), 'Palette').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+L');
    await page.keyboard.press('t');
    await expect(page.getByRole('dialog', { name: 'Jump to a time' })).toBeVisible();
    expect.soft(await seriousViolations(page), 'Jump to a time').toEqual([]);
  });
}
