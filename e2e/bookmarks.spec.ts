import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

test('a bookmark with a note outlives the app, is listed, leads to its entry and filters', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one' }, { message: 'two', priority: '3' }, { message: 'three' });
  const first = await startApp({ source: journal.source });
  let live = new LiveView(first.page);
  await live.row('two').click();
  await live.list.focus();
  await first.page.keyboard.press('m');
  await expect(live.details.getByRole('button', { name: 'Bookmark', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(live.row('two')).toContainText(/bookmark/i);
  await live.details.getByRole('textbox', { name: 'Note' }).fill('it began here');
  await expect(live.details).toContainText('Not saved yet');
  await live.details.getByRole('textbox', { name: 'Note' }).blur();
  await expect(live.details).toContainText('Saved');
  await first.stop();

  const { page } = await startApp({ source: journal.source });
  live = new LiveView(page);
  await live.button('Bookmarks').click();
  const list = page.getByRole('dialog', { name: 'Bookmarks' });
  await expect(list).toContainText('it began here');
  await expect(list).toContainText('Error');
  await list.getByRole('button', { name: /two/ }).first().click();
  await expect(list).toBeHidden();
  await expect(live.details.getByRole('textbox', { name: 'Note' })).toHaveValue('it began here');
  await live.search.fill('is:bookmarked');
  await expect(live.rows).toHaveText([/two/]);
  await live.search.fill('note:"*elsewhere*"');
  await expect(live.rows).toHaveCount(0);
  await live.search.fill('note:began');
  await expect(live.rows).toHaveText([/two/]);
});

test('u and Shift+U go from bookmark to bookmark, and a removed one is set again with its note', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one' }, { message: 'two' }, { message: 'three' }, { message: 'four' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  for (const message of ['one', 'three']) {
    await live.row(message).click();
    await live.details.getByRole('button', { name: 'Bookmark', exact: true }).click();
    await live.details.getByRole('textbox', { name: 'Note' }).fill(`note of ${message}`);
    await live.details.getByRole('textbox', { name: 'Note' }).blur();
    await expect(live.details).toContainText('Saved');
  }
  await live.row('four').click();
  await live.list.focus();
  await page.keyboard.press('Shift+U');
  await expect(live.row('three')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+U');
  await expect(live.row('one')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('u');
  await expect(live.row('three')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('m');
  await expect(live.details.getByRole('textbox', { name: 'Note' })).toBeHidden();
  await page.keyboard.press('m');
  await expect(live.details.getByRole('textbox', { name: 'Note' })).toHaveValue('note of three');

  await page.keyboard.press('Shift+M');
  const list = page.getByRole('dialog', { name: 'Bookmarks' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list.getByRole('listitem').first()).toContainText('three');
  await list.getByRole('button', { name: 'Remove the bookmark of “three”' }).click();
  await expect(list).toContainText('Removed.');
  await list.getByRole('button', { name: 'Undo' }).click();
  await expect(list).not.toContainText('Removed.');
  await list.getByRole('button', { name: 'Show only bookmarked entries' }).click();
  await expect(live.search).toHaveValue('is:bookmarked');
  await expect(live.rows).toHaveText([/one/, /three/]);
});
