import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppUnderTest } from './fixtures/app-under-test.ts';
import { DEFAULT_HEADER, readCsv, trueCells } from './fixtures/csv.ts';
import { ExportView } from './fixtures/export-view.ts';
import { AWKWARD, FORMULAS } from './fixtures/hostile-entries.ts';
import { trueEntry } from './fixtures/journal-truth.ts';
import { LiveView } from './fixtures/live-view.ts';
import { expect, test } from './fixtures/test.ts';

async function openExport(app: AppUnderTest, entries: number): Promise<ExportView> {
  const live = new LiveView(app.page);
  await expect(live.rows).toHaveCount(entries);
  await live.button('Export…').click();
  return new ExportView(app);
}

test.describe('an export to a file', () => {
  let outputDir: string;

  test.beforeEach(({ temporaryDir }) => {
    outputDir = join(temporaryDir, 'exports');
    mkdirSync(outputDir);
  });

  test('holds the journal entry for entry and byte for byte', async ({ startApp, journal }) => {
    await journal.append(...AWKWARD, ...FORMULAS);
    const app = await startApp({ source: journal.source });
    const view = await openExport(app, AWKWARD.length + FORMULAS.length);
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
    const view = await openExport(app, AWKWARD.length + FORMULAS.length);
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
    const view = await openExport(app, 2);
    await view.addFields('ERRNO', 'BLOB');
    const [header, ...rows] = readCsv(readFileSync(await view.write(outputDir, 'fields.csv')));
    expect(header?.map(String).join()).toBe(`${DEFAULT_HEADER},ERRNO,BLOB`);
    expect(rows.map((cells) => cells.slice(-2))).toEqual([
      [Buffer.from('22'), Buffer.from([0xff, 0x00, 0x0a])],
      [Buffer.alloc(0), Buffer.alloc(0)],
    ]);
  });

  test('leaves nothing but the finished file behind', async ({ startApp, journal }) => {
    await journal.append({ message: 'one' });
    const app = await startApp({ source: journal.source });
    const view = await openExport(app, 1);
    await view.write(outputDir, 'only.csv');
    expect(readdirSync(outputDir)).toEqual(['only.csv']);
  });

  test('that cannot be written says why, beside the button', async ({ startApp, journal, temporaryDir }) => {
    await journal.append({ message: 'one' });
    const app = await startApp({ source: journal.source });
    const view = await openExport(app, 1);
    await view.chooseFile(join(temporaryDir, 'missing'), 'file.csv');
    await view.start.click();
    await expect(app.page.getByRole('alert')).toContainText(/missing/);
    await expect(app.page.getByRole('alert')).toContainText(/folder|exist/i);
  });
});
