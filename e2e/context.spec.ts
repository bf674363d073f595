import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

test('an entry is shown in context, n and N go from hit to hit, and Backspace leads back to the search', async ({
  startApp,
  journal,
}) => {
  await journal.append(
    { message: 'pump started' },
    { message: 'valve opened' },
    { message: 'pump failed', priority: '3' },
    { message: 'valve closed' },
    { message: 'pump stopped' },
  );
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.search.fill('pump');
  await expect.poll(() => live.messages()).toEqual(['pump started', 'pump failed', 'pump stopped']);
  await live.row('pump failed').click();
  await live.list.focus();
  await page.keyboard.press('c');
  const bar = page.getByRole('group', { name: 'Context' });
  await expect(bar).toContainText('Showing everything around this entry');
  await expect(live.rows.filter({ hasText: 'valve' })).toHaveCount(2);
  await expect(live.row('pump failed')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('n');
  await expect(live.row('pump stopped')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+N');
  await page.keyboard.press('Shift+N');
  await expect(live.row('pump started')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Backspace');
  await expect(bar).toBeHidden();
  await expect(live.search).toHaveValue('pump');
  await expect.poll(() => live.messages()).toEqual(['pump started', 'pump failed', 'pump stopped']);
  await expect(live.row('pump failed')).toHaveAttribute('aria-selected', 'true');
});

test('the button in the details shows the context, and the bar’s button names the search', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'before' }, { message: 'wanted' }, { message: 'after' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await live.search.fill('wanted');
  await expect.poll(() => live.messages()).toEqual(['wanted']);
  await live.row('wanted').click();
  await live.details.getByRole('button', { name: 'Show in context' }).click();
  await expect.poll(() => live.messages()).toEqual(['before', 'wanted', 'after']);
  await live.button('Back to the search “wanted”').click();
  await expect.poll(() => live.messages()).toEqual(['wanted']);
});
