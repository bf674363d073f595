import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

test('searching, choosing, reading and leaving need no mouse', async ({ startApp, journal }) => {
  await journal.append(
    { message: 'pump started' },
    { message: 'pump failed', priority: '3' },
    { message: 'valve opened' },
  );
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(3);
  await page.keyboard.press('/');
  await expect(live.search).toBeFocused();
  await page.keyboard.type('pump');
  await expect.poll(() => live.messages()).toEqual(['pump started', 'pump failed']);
  await page.keyboard.press('Escape');
  await expect(live.search).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(live.list).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(live.details).toContainText('pump failed');
  await page.keyboard.press('Escape');
  await expect(live.details).toBeHidden();
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('heading', { name: 'Export', exact: true })).toBeVisible();
});

test('e and w go from error to error and from warning to warning, with Shift backwards', async ({
  startApp,
  journal,
}) => {
  await journal.append(
    { message: 'first error', priority: '3' },
    { message: 'first warning', priority: '4' },
    { message: 'calm' },
    { message: 'second warning', priority: '4' },
    { message: 'second error', priority: '2' },
    { message: 'calm again' },
  );
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.row('calm again').click();
  for (const [key, message] of [
    ['E', 'second error'],
    ['E', 'first error'],
    ['w', 'first warning'],
    ['w', 'second warning'],
    ['W', 'first warning'],
    ['e', 'second error'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(live.row(message), `after ${key}`).toHaveAttribute('aria-selected', 'true');
  }
});

test('every view can be reached with Tab and Enter, and what has the focus shows it', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  await expect(new LiveView(page).row('one')).toBeVisible();
  for (const view of ['Export', 'Sources', 'Settings', 'Live']) {
    const link = page.getByRole('link', { name: view, exact: true });
    await page.locator('body').press('Home');
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(describeFocus);
      expect(focus.isVisible, `stop ${String(stop)} on the way to ${view}`).toBe(true);
      if (focus.linkText === view) break;
    }
    await expect(link).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main', { name: view })).toBeVisible();
  }
});

/** Runs in the page: whether the focused element, or what stands around it, is drawn with an outline or a ring. */
function describeFocus(): { isVisible: boolean; linkText: string | null } {
  const focused = document.activeElement;
  // The focus is on its way through the browser's own window.
  if (focused === null || focused === document.body) return { isVisible: true, linkText: null };
  const isVisible = [focused, focused.parentElement, focused.nextElementSibling].some((element) => {
    if (element === null) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  });
  return { isVisible, linkText: focused instanceof HTMLAnchorElement ? focused.textContent : null };
}

test('the help lists the keys and gives the focus back', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('one')).toBeVisible();
  await live.list.focus();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toBeVisible();
  await expect(help).toContainText('Pause or resume');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(live.list).toBeFocused();
});
