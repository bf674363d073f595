import type { Page } from 'playwright-core';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import { median, percentile } from '../statistics.ts';
import { printTable, wholeNumber } from '../table.ts';
import type { ViewLab } from './view-lab.ts';

/** Words of the realistic log, from in every tenth entry to hardly ever. */
const WORDS = ['failed', 'request', 'session', 'upstream', 'timeout', 'disk', 'refused', 'crashed'];
const LEVELS = ['Error', 'Warning', 'Notice', 'Debug'];
const DEADLINE_MS = 5_000;

/** How long the page takes to answer what the user does: from the event to the frame that shows the first right rows. */
export async function benchReactions(lab: ViewLab): Promise<void> {
  await using hydrant = await lab.serve();
  await using measured = await lab.open(hydrant);
  const { page } = measured;
  const { entries } = await hydrant.client.call('status.get', {});
  await page.evaluate(installStopwatch, DEADLINE_MS);
  const { rounds } = lab.options;
  const results = [
    ['severity toggle', await measureToggles(page, rounds)],
    ['preset of severities', await measurePresets(page, rounds)],
    ['key press in the search box', await measureSearch(page, rounds)],
    ['scroll to any point', await measureJumps(page, rounds)],
  ] as const;
  process.stdout.write(
    `From the event to the first right rows on screen, ${wholeNumber(entries)} entries, ${measured.version}, ${String(rounds)} times each\n\n`,
  );
  printTable(
    ['what the user does', 'median', '95th percentile', 'longest', 'longest blank'],
    results.map(([name, answers]) => {
      const times = answers.map(({ ms }) => ms);
      return [
        name,
        `${median(times).toFixed(0)} ms`,
        `${percentile(times, 0.95).toFixed(0)} ms`,
        `${Math.max(...times).toFixed(0)} ms`,
        `${Math.max(...answers.map(({ blankMs }) => blankMs)).toFixed(0)} ms`,
      ];
    }),
  );
}

interface Answer {
  ms: number;
  /** For so long no row was in the middle of the list. */
  blankMs: number;
}

/** What is right: each row in sight shows one of these words (of the severity or the message), or ids near a place. */
type Expected =
  | { kind: 'severity'; isShown: (typeof LEVELS)[number]; without: string | null }
  | { kind: 'words'; word: string }
  | { kind: 'place'; fromId: number; toId: number };

declare global {
  interface Window {
    hydrantStopwatch: { start: (type: string, expected: Expected) => void; answer: () => Promise<Answer> };
  }
}

/** Runs in the page. Starts at the event itself (its time stamp) and ends in the frame in which the rows are right. */
function installStopwatch(deadlineMs: number): void {
  const list = (): HTMLElement => {
    const element = document.getElementById('log-entries');
    if (element === null) throw new Error('The page has no list.');
    return element;
  };
  const shownRows = (): HTMLElement[] => {
    const { top, bottom } = list().getBoundingClientRect();
    return [...list().querySelectorAll<HTMLElement>('[role=row][data-id]')].filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top >= top && box.bottom <= bottom;
    });
  };
  const isRight = (expected: Expected, rows: HTMLElement[]): boolean => {
    if (rows.length < 5) return false;
    if (expected.kind === 'words') {
      return rows.every((row) => row.textContent.toLowerCase().includes(expected.word));
    }
    if (expected.kind === 'place') {
      const id = Number(rows[0]?.dataset['id']);
      return id >= expected.fromId && id <= expected.toId;
    }
    const words = rows.map((row) => row.querySelector('.cell-severity')?.textContent ?? '');
    return expected.without === null
      ? words.every((word) => word.includes(expected.isShown))
      : !words.some((word) => word.includes(expected.without ?? ''));
  };
  let result: Promise<Answer> | undefined;
  window.hydrantStopwatch = {
    start(type, expected) {
      result = new Promise((resolve, reject) => {
        const begin = (event: Event): void => {
          let blankMs = 0;
          let lastMs = event.timeStamp;
          const onFrame = (nowMs: number): void => {
            const rows = shownRows();
            if (rows.length === 0) blankMs += nowMs - lastMs;
            lastMs = nowMs;
            if (isRight(expected, rows)) resolve({ ms: performance.now() - event.timeStamp, blankMs });
            else if (nowMs - event.timeStamp > deadlineMs) {
              const shown = rows.slice(0, 3).map((row) => `${row.dataset['id'] ?? ''} ${row.textContent}`);
              reject(new Error(`Not ${JSON.stringify(expected)}: ${shown.join(' | ')}`));
            } else requestAnimationFrame(onFrame);
          };
          requestAnimationFrame(onFrame);
        };
        document.addEventListener(type, begin, { once: true, capture: true });
      });
    },
    answer: () => result ?? Promise.reject(new Error('Nothing was started.')),
  };
}

async function timed(
  page: Page,
  type: string,
  expected: Expected,
  act: () => Promise<void>,
): Promise<Answer> {
  await page.evaluate(([name, right]) => window.hydrantStopwatch.start(name, right), [
    type,
    expected,
  ] as const);
  await act();
  return page.evaluate(() => window.hydrantStopwatch.answer());
}

async function measureToggles(page: Page, rounds: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  const info = page.getByRole('button', { name: /^Info\b/ });
  for (let round = 0; round < rounds; round += 1) {
    answers.push(
      await timed(page, 'click', { kind: 'severity', isShown: 'Info', without: 'Info' }, () => info.click()),
    );
    await info.click();
    await page.locator('#log-entries [role=row] .cell-severity', { hasText: 'Info' }).first().waitFor();
  }
  return answers;
}

async function measurePresets(page: Page, rounds: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let round = 0; round < rounds; round += 1) {
    answers.push(
      await timed(page, 'click', { kind: 'severity', isShown: 'Error', without: null }, () =>
        page.getByRole('radio', { name: 'Errors', exact: true }).click(),
      ),
    );
    await page.getByRole('radio', { name: 'All', exact: true }).click();
    await page.locator('#log-entries [role=row] .cell-severity', { hasText: 'Info' }).first().waitFor();
  }
  return answers;
}

/** The last letter of a word is timed: the rows before it already match the rest. */
async function measureSearch(page: Page, rounds: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  const search = page.getByRole('searchbox', { name: 'Search' });
  for (let round = 0; round < rounds; round += 1) {
    const word = WORDS[round % WORDS.length] ?? '';
    await search.fill('');
    await page.locator('#log-entries [role=row] .cell-severity', { hasText: 'Info' }).first().waitFor();
    // The whole word at once, as one who pastes it or types faster than the page answers.
    answers.push(
      await timed(page, 'input', { kind: 'words', word }, async () => {
        await search.fill(word);
      }),
    );
  }
  await search.fill('');
  return answers;
}

async function measureJumps(page: Page, rounds: number): Promise<Answer[]> {
  const random = seededRandom(7);
  const answers: Answer[] = [];
  const lastId = Number(
    await page.locator('#log-entries [role=row][data-id]').last().getAttribute('data-id'),
  );
  const track = await page.getByRole('scrollbar').boundingBox();
  if (track === null) throw new Error('The page has no scrollbar.');
  for (let round = 0; round < rounds; round += 1) {
    const share = 0.05 + random.below(900) / 1_000;
    const near = 0.06 * lastId;
    const expected: Expected = { kind: 'place', fromId: share * lastId - near, toId: share * lastId + near };
    answers.push(
      await timed(page, 'pointerdown', expected, () =>
        page.mouse.click(track.x + track.width / 2, track.y + share * track.height),
      ),
    );
  }
  return answers;
}
