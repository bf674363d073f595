import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

test('columns are chosen, remembered, and set back', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' }, { message: 'two' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('two')).toBeVisible();
  await expect(live.columnHeaders.first()).toHaveText(/^Time \(UTC/);
  const menu = await live.openViewMenu();
  await menu.getByRole('checkbox', { name: 'Host' }).check();
  await menu.getByRole('checkbox', { name: 'Delta' }).check();
  await menu.getByRole('checkbox', { name: 'Ago' }).check();
  await menu.getByRole('checkbox', { name: 'Severity' }).uncheck();
  await expect(live.row('two')).toContainText('testhost');
  await expect(live.row('two')).toContainText(/\+0\.\d{3} s/);
  await expect(live.row('two')).toContainText(/now|s ago/);
  await expect(live.row('two')).not.toContainText('Info');
  await page.reload();
  await expect(live.row('two')).toContainText('testhost');
  await (await live.openViewMenu()).getByRole('button', { name: 'Default columns' }).click();
  await expect(live.row('two')).not.toContainText('testhost');
  await expect(live.row('two')).toContainText('Info');
});

test('any raw field can be a column, and the known ones are offered', async ({ startApp, journal }) => {
  await journal.append({ message: 'one', fields: [['ORDER_NUMBER', 'A-4711']] });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('one')).toBeVisible();
  const menu = await live.openViewMenu();
  const field = menu.getByRole('combobox', { name: 'Add a raw field' });
  await expect(menu.locator('datalist option', { hasText: 'ORDER_NUMBER' })).toHaveCount(1);
  await field.fill('ORDER_NUMBER');
  await menu.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(live.columnHeaders.filter({ hasText: 'ORDER_NUMBER' })).toHaveCount(1);
  await expect(live.row('one')).toContainText('A-4711');
});

test('columns are moved by dragging and by keys, in the head and in the chooser', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('one')).toBeVisible();
  const titles = (): Promise<string[]> => live.columnHeaders.allTextContents();
  const [time = '', ...others] = await titles();
  await live.columnHeaders
    .filter({ hasText: 'Process' })
    .getByText('Process')
    .dragTo(live.columnHeaders.first());
  await expect.poll(titles).toEqual(['Process', time, ...others.filter((title) => title !== 'Process')]);
  await live.columnHeaders.first().focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => (await titles()).slice(0, 2)).toEqual([time, 'Process']);
  await expect(live.columnHeaders.nth(1)).toBeFocused();
  const menu = await live.openViewMenu();
  await menu.getByRole('checkbox', { name: 'Severity' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(async () => (await titles()).slice(0, 3)).toEqual([time, 'Severity', 'Process']);
  await expect(menu.getByRole('checkbox', { name: 'Severity' })).toBeFocused();
});

test('columns are resized by their edge and by keys, and fitted by a double click', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one', identifier: `a-rather-long-identifier-${'x'.repeat(30)}` });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('one')).toBeVisible();
  const header = live.columnHeaders.filter({ hasText: 'Process' });
  const widthPx = async (): Promise<number> => Math.round((await header.boundingBox())?.width ?? 0);
  const edge = header.locator('.column-edge');
  const place = await edge.boundingBox();
  if (place === null) throw new Error('The column has no edge.');
  const beforePx = await widthPx();
  await page.mouse.move(place.x + 5, place.y + 5);
  await page.mouse.down();
  await page.mouse.move(place.x + 65, place.y + 5, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.abs((await widthPx()) - beforePx - 60)).toBeLessThan(12);
  const draggedPx = await widthPx();
  await header.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(widthPx).toBe(draggedPx - 16);
  await edge.dblclick();
  await expect.poll(widthPx).toBeGreaterThan(300);
  const cell = live.row('one').locator('.cell-process');
  expect(await cell.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});

test('the head is part of the grid, for those who hear it', async ({ startApp, journal }) => {
  await journal.append({ message: 'one' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('one')).toBeVisible();
  await expect(live.list).toHaveAttribute('aria-rowcount', '2');
  await expect(live.row('one')).toHaveAttribute('aria-rowindex', '2');
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const grid = nodes.find(({ role }) => role?.value === 'grid');
  const owned = (grid?.childIds ?? []).map(
    (id): unknown => nodes.find(({ nodeId }) => nodeId === id)?.role?.value,
  );
  expect(owned).toEqual(['row', 'rowgroup']);
});
