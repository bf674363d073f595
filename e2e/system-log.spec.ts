import { join } from 'node:path';
import { PrivateJournald } from '../test/journal/private-journald.ts';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

test('what logger and systemd-cat send to a running journald appears in the list', async ({
  startApp,
  temporaryDir,
}) => {
  await using journald = await PrivateJournald.start(join(temporaryDir, 'journald'));
  const { page } = await startApp({ source: `journal:${journald.journalDirectory}` });
  const live = new LiveView(page);
  await journald.log('sent by logger', 'user.err', 'pump');
  const fromLogger = live.row('sent by logger');
  await expect(fromLogger).toBeVisible();
  await expect(fromLogger).toContainText('Error');
  await expect(fromLogger).toContainText('pump');
  await journald.run('systemd-cat', '-p', 'warning', '-t', 'valve', 'echo', 'sent by systemd-cat');
  const fromCat = live.row('sent by systemd-cat');
  await expect(fromCat).toBeVisible();
  await expect(fromCat).toContainText('Warning');
  await expect(fromCat).toContainText('valve');
});
