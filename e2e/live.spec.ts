import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

test('what the journal holds is there, oldest first, and what is written then appears', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'first of the journal' }, { message: 'second of the journal' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('second of the journal')).toBeVisible();
  expect(await live.messages()).toEqual(['first of the journal', 'second of the journal']);
  await journal.append({ message: 'written while Hydrant watches', priority: '3', identifier: 'pump' });
  const row = live.row('written while Hydrant watches');
  await expect(row).toBeVisible();
  await expect(row).toContainText('Error');
  await expect(row).toContainText('pump[4321]');
  expect(await live.messages()).toEqual(journal.read().map((entry) => entry['MESSAGE']));
});

test('what was written while Hydrant was closed is there at the next start, each entry once', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'before' });
  const first = await startApp({ source: journal.source });
  await expect(new LiveView(first.page).row('before')).toBeVisible();
  await first.stop();
  await journal.append({ message: 'meanwhile 1' }, { message: 'meanwhile 2' });
  const second = await startApp({ source: journal.source, dataDir: first.dataDir });
  const live = new LiveView(second.page);
  await expect(live.row('meanwhile 2')).toBeVisible();
  await journal.append({ message: 'after' });
  await expect(live.row('after')).toBeVisible();
  expect(await live.messages()).toEqual(['before', 'meanwhile 1', 'meanwhile 2', 'after']);
});

test('the status bar says in words what the listener does, and its numbers add up', async ({
  startApp,
  journal,
}) => {
  await journal.append({ message: 'one' }, { message: 'two' }, { message: 'three' });
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.row('three')).toBeVisible();
  await expect(live.status.first()).toContainText(/following/i);
  await expect(live.status.first()).toContainText(/stored\s*3(?!\d)/);
});

test('hostile text is shown as text and does nothing', async ({ startApp, journal }) => {
  const markup = '<img src=x onerror="document.title=\'taken over\'"><script>document.title="taken"</script>';
  await journal.append(
    { message: markup, identifier: '<b>bold</b>' },
    { message: 'red \u001b[31malert\u001b[0m and \u0007 bell' },
    { message: 'turned \u202egnp.exe' },
    { message: Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0xff]) },
  );
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(4);
  await expect(live.row('onerror')).toContainText(markup);
  await expect(live.row('onerror')).toContainText('<b>bold</b>');
  await expect(page).toHaveTitle(/Hydrant/);
  // What would be obeyed by a terminal or turn the direction of writing is drawn as signs.
  const drawn = (await live.messages()).join('\n');
  for (const character of ['\u001b', '\u0007', '\u202e']) expect(drawn).not.toContain(character);
  await expect(live.row('caf')).toContainText('\\xE9');
});
