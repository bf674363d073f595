import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_HEADER, readCsv, trueCells } from './fixtures/csv.ts';
import { ExportView } from './fixtures/export-view.ts';
import { AWKWARD, FORMULAS } from './fixtures/hostile-entries.ts';
import { trueEntry } from './fixtures/journal-truth.ts';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

test.describe('an export to a file', () => {
  let outputDir: string;

  test.beforeEach(({ temporaryDir }) => {
    outputDir = join(temporaryDir, 'exports');
    mkdirSync(outputDir);
  });

  test('holds the journal entry for entry and byte for byte', async ({ startApp, journal }) => {
    await journal.append(...AWKWARD, ...FORMULAS);
    const app = await startApp({ source: journal.source });
    const view = await ExportView.open(app, AWKWARD.length + FORMULAS.length);
    await view.setNeutralisesFormulas(false);
    await expect(view.preview).toContainText(`${String(AWKWARD.length + FORMULAS.length)} entries`);
    const file = readFileSync(await view.write(outputDir, 'raw.csv'));
    const [header, ...rows] = readCsv(file);
    expect(header?.map(String).join()).toBe(DEFAULT_HEADER);
    const expected = journal.read().map((entry) => trueCells(entry));
    expect(rows).toHaveLength(expected.length);
    for (const [index, cells] of expected.entries()) expect(rows[index]).toEqual(cells);
  });

  test('puts an apostrophe before formulas unless told not to, and changes nothing else', async ({
    startApp,
    journal,
  }) => {
    await journal.append(...AWKWARD, ...FORMULAS);
    const app = await startApp({ source: journal.source });
    const view = await ExportView.open(app, AWKWARD.length + FORMULAS.length);
    const rows = readCsv(readFileSync(await view.write(outputDir, 'safe.csv'))).slice(1);
    const expected = journal.read().map((entry) => trueEntry(entry));
    const messages = rows.map((cells) => cells.at(-1));
    const harmless = expected.slice(0, AWKWARD.length).map(({ message }) => message);
    const formulas = expected
      .slice(AWKWARD.length)
      .map(({ message }) => Buffer.concat([Buffer.from("'"), message]));
    for (const [index, message] of [...harmless, ...formulas].entries()) {
      expect(messages[index]).toEqual(message);
    }
  });

  test('holds exactly what the live view showed', async ({ startApp, journal }) => {
    await journal.append(
      { message: 'disk full', priority: '3' },
      { message: 'disk checked', priority: '6' },
      { message: 'disk slow', priority: '4' },
      { message: 'network slow', priority: '4' },
    );
    const app = await startApp({ source: journal.source });
    const live = new LiveView(app.page);
    await expect(live.rows).toHaveCount(4);
    await app.page.getByRole('radio', { name: 'Warnings and errors' }).click();
    await live.search.fill('disk');
    await expect.poll(() => live.messages()).toEqual(['disk full', 'disk slow']);
    await live.button('Export…').click();
    const view = new ExportView(app);
    await expect(view.preview).toContainText('2 entries');
    const rows = readCsv(readFileSync(await view.write(outputDir, 'filtered.csv'))).slice(1);
    expect(rows.map((cells) => String(cells.at(-1)))).toEqual(['disk full', 'disk slow']);
  });

  test('can carry any raw field as a column', async ({ startApp, journal }) => {
    await journal.append(
      {
        message: 'with',
        fields: [
          ['ERRNO', '22'],
          ['BLOB', Buffer.from([0xff, 0x00, 0x0a])],
        ],
      },
      { message: 'without' },
    );
    const app = await startApp({ source: journal.source });
    const view = await ExportView.open(app, 2);
    await view.addFields('ERRNO', 'BLOB');
    const [header, ...rows] = readCsv(readFileSync(await view.write(outputDir, 'fields.csv')));
    expect(header?.map(String).join()).toBe(`${DEFAULT_HEADER},ERRNO,BLOB`);
    expect(rows.map((cells) => cells.slice(-2))).toEqual([
      [Buffer.from('22'), Buffer.from([0xff, 0x00, 0x0a])],
      [Buffer.alloc(0), Buffer.alloc(0)],
    ]);
  });

  test('has the columns in the order in which they are put, by keyboard and by pointer', async ({
    startApp,
    journal,
  }) => {
    await journal.append({ message: 'one', priority: '3', pid: 17 });
    const app = await startApp({ source: journal.source });
    const view = await ExportView.open(app, 1);
    await view.unfold('Columns');
    const column = (name: string) => app.page.getByRole('button', { name, exact: true });
    for (const name of ['time', 'raw_severity', 'host', 'unit', 'identifier']) {
      await column(`Remove ${name}`).click();
    }
    await column('Add id').click();
    // severity, pid, message, id
    await column('Move id up').focus();
    for (let step = 0; step < 5; step += 1) await app.page.keyboard.press('Enter');
    await expect(column('Move id up')).toBeFocused();
    const order = app.page.getByRole('list', { name: 'Columns of the file, in this order' });
    await expect(order.getByRole('listitem')).toHaveText([/^id/, /^severity/, /^pid/, /^message/]);
    await order.getByText('message', { exact: true }).dragTo(order.getByText('severity', { exact: true }));
    await expect(order.getByRole('listitem')).toHaveText([/^id/, /^message/, /^severity/, /^pid/]);
    await expect(view.preview.getByRole('group', { name: 'First rows' })).toContainText(
      'id,message,severity,pid',
    );
    const rows = readCsv(readFileSync(await view.write(outputDir, 'order.csv')));
    expect(rows.map((cells) => cells.map(String).join())).toEqual([
      'id,message,severity,pid',
      '1,one,error,17',
    ]);
  });

  test('comes in files of so many rows, with names that sort, and a manifest', async ({
    startApp,
    journal,
  }) => {
    await journal.append(...[1, 2, 3, 4, 5].map((number) => ({ message: `entry ${String(number)}` })));
    const app = await startApp({ source: journal.source });
    const view = await ExportView.open(app, 5);
    await view.splitAfterRows(2);
    await expect(app.page.getByText('For example hydrant-')).toContainText(/hydrant-\d{8}T\d{6}Z_0001\.csv$/);
    await expect(app.page.getByText(/in 3 files/)).toBeVisible();
    await view.choosePlace(outputDir, 'part-{batch}');
    await view.start.click();
    await expect(view.batch(1)).toContainText('5 entries');
    await expect(view.batch(1)).toContainText('and 2 more');
    const names = ['part-00001_0001.csv', 'part-00001_0002.csv', 'part-00001_0003.csv'];
    expect(readdirSync(outputDir).toSorted()).toEqual(['part-00001.csv.manifest.json', ...names].toSorted());
    const messages = names.map((name) =>
      readCsv(readFileSync(join(outputDir, name)))
        .slice(1)
        .map((cells) => String(cells.at(-1))),
    );
    expect(messages).toEqual([['entry 1', 'entry 2'], ['entry 3', 'entry 4'], ['entry 5']]);
  });

  test('leaves nothing behind but the finished file and its manifest', async ({ startApp, journal }) => {
    await journal.append({ message: 'one' });
    const app = await startApp({ source: journal.source });
    const view = await ExportView.open(app, 1);
    await view.write(outputDir, 'only.csv');
    expect(readdirSync(outputDir).toSorted()).toEqual(['only.csv', 'only.csv.manifest.json']);
  });

  test('that cannot be written says why, beside the button, and goes on when it can', async ({
    startApp,
    journal,
    temporaryDir,
  }) => {
    await journal.append({ message: 'one' });
    const app = await startApp({ source: journal.source });
    const view = await ExportView.open(app, 1);
    const missing = join(temporaryDir, 'missing');
    await view.choosePlace(missing, 'file.csv');
    await expect(app.page.getByRole('alert')).toContainText(missing);
    await expect(app.page.getByRole('alert')).toContainText(/folder|exist/i);
    await expect(view.start).toBeDisabled();
    mkdirSync(missing);
    await app.page.getByRole('button', { name: 'Check again' }).click();
    await expect(view.start).toBeEnabled();
    await view.start.click();
    await expect(view.batch(1)).toContainText('Exported');
    expect(readdirSync(missing)).toContain('file.csv');
  });

  test('replaces a file of the same name only with leave', async ({ startApp, journal }) => {
    await journal.append({ message: 'new' });
    const app = await startApp({ source: journal.source });
    const view = await ExportView.open(app, 1);
    writeFileSync(join(outputDir, 'taken.csv'), 'old');
    await view.choosePlace(outputDir, 'taken.csv');
    await expect(app.page.getByRole('alert')).toContainText('taken.csv');
    await expect(view.start).toBeDisabled();
    expect(readFileSync(join(outputDir, 'taken.csv'), 'utf8')).toBe('old');
    await app.page.getByRole('button', { name: 'Replace it' }).click();
    await view.start.click();
    await expect(view.batch(1)).toContainText('Exported');
    expect(readFileSync(join(outputDir, 'taken.csv'), 'utf8')).toContain('new');
    // Leave was given once.
    await expect(
      app.page.getByRole('checkbox', { name: 'Replace files of the same name' }),
    ).not.toBeChecked();
  });

  test('that finds its name taken at the last moment stands still until it may replace the file', async ({
    startApp,
    journal,
  }) => {
    await journal.append({ message: 'new' });
    const app = await startApp({ source: journal.source });
    const view = await ExportView.open(app, 1);
    await view.choosePlace(outputDir, 'late.csv');
    await expect(view.preview).toHaveAttribute('aria-busy', 'false');
    writeFileSync(join(outputDir, 'late.csv'), 'old');
    await view.start.click();
    await expect(view.batch(1)).toContainText('Stopped');
    await expect(view.batch(1).getByRole('alert')).toContainText('late.csv');
    expect(readFileSync(join(outputDir, 'late.csv'), 'utf8')).toBe('old');
    expect(readdirSync(outputDir)).toEqual(['late.csv']);
    await view.action('Replace it', 1).click();
    await expect(view.batch(1)).toContainText('Exported');
    expect(readFileSync(join(outputDir, 'late.csv'), 'utf8')).toContain('new');
  });
});
