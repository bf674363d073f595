import { SEVERITY_NAMES } from '../src/contract/severity.ts';
import { trueEntry } from './fixtures/journal-truth.ts';
import { LiveView } from './fixtures/live-view.ts';
import type { TestEntry } from './fixtures/test-journal.ts';
import { expect, test } from './fixtures/test.ts';

// journalctl's own -p is not used to compare with: it drops entries without a usable PRIORITY (systemd 257 and later).

/** Two of each level, and the ways in which a sender states none. */
const ENTRIES: readonly TestEntry[] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((priority) => [
    { message: `level ${String(priority)} first`, priority: String(priority) },
    { message: `level ${String(priority)} second`, priority: String(priority) },
  ]),
  { message: 'no level', priority: null },
  { message: 'level nine', priority: '9' },
  { message: 'level in words', priority: 'high' },
];

function word(severity: string): string {
  return severity.charAt(0).toUpperCase() + severity.slice(1);
}

test('the list and the counts show of each severity exactly what journalctl says', async ({
  startApp,
  journal,
}) => {
  await journal.append(...ENTRIES);
  const truth = journal.read().map(trueEntry);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(ENTRIES.length);

  const messagesOf = (severities: readonly string[]): string[] =>
    truth.filter(({ severity }) => severities.includes(severity)).map(({ message }) => message.toString());

  for (const severity of SEVERITY_NAMES) {
    await expect(live.severity(word(severity))).toHaveAccessibleName(
      `${word(severity)} ${String(messagesOf([severity]).length)}`,
    );
  }
  // From all to none, one level at a time.
  const shown = new Set<string>(SEVERITY_NAMES);
  for (const severity of SEVERITY_NAMES) {
    await live.severity(word(severity)).click();
    await expect(live.severity(word(severity))).toHaveAttribute('aria-pressed', 'false');
    shown.delete(severity);
    await expect.poll(() => live.messages()).toEqual(messagesOf([...shown]));
  }
  // And one alone.
  await live.severity('Error').click();
  await expect.poll(() => live.messages()).toEqual(messagesOf(['error']));
});

test('"Errors" and "Warnings and errors" are one click each and hold for what comes', async ({
  startApp,
  journal,
}) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await page.getByRole('radio', { name: /^Errors$/ }).click();
  await expect.poll(() => live.messages()).toEqual(levels([0, 1, 2, 3]));
  await page.getByRole('radio', { name: /^Warnings and errors$/ }).click();
  await expect.poll(() => live.messages()).toEqual(levels([0, 1, 2, 3, 4]));
  await journal.append(
    { message: 'later information' },
    { message: 'later warning', priority: '4' },
    { message: 'later error', priority: '3' },
  );
  await expect
    .poll(() => live.messages())
    .toEqual([...levels([0, 1, 2, 3, 4]), 'later warning', 'later error']);
  await expect(live.severity('Info')).toHaveAccessibleName('Info 6');
});

test('Alt-click and Shift+Enter on a level show it and all that are worse', async ({ startApp, journal }) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  await expect(live.rows).toHaveCount(ENTRIES.length);
  await live.severity('Error').click({ modifiers: ['Alt'] });
  await expect.poll(() => live.messages()).toEqual(levels([0, 1, 2, 3]));
  await expect(page.getByRole('radio', { name: /^Errors$/ })).toBeChecked();
  await live.severity('Critical').press('Shift+Enter');
  await expect.poll(() => live.messages()).toEqual(levels([0, 1, 2]));
  await live.severity('Warning').click();
  await expect.poll(() => live.messages()).toEqual(levels([0, 1, 2, 4]));
});

function levels(numbers: readonly number[]): string[] {
  return numbers.flatMap((level) => [`level ${String(level)} first`, `level ${String(level)} second`]);
}

test('an entry without a usable severity is shown as information and says so', async ({
  startApp,
  journal,
}) => {
  await journal.append(...ENTRIES);
  const { page } = await startApp({ source: journal.source });
  const live = new LiveView(page);
  for (const message of ['no level', 'level nine', 'level in words']) {
    await expect(live.row(message)).toContainText('Info');
  }
  await expect(live.row('level nine')).toContainText('9');
  await expect(live.row('level in words')).toContainText('high');
});
