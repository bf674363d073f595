import { expect, it } from 'vitest';
import type { SeverityRow, SourceSeverities } from '#contract/source-severities.ts';
import { hasManyWords, severityGroups } from './severity-groups.ts';

function word(raw: string, parts: Partial<SeverityRow> = {}): SeverityRow {
  return { raw, scale: 'log-words', usual: 6, now: 6, seen: 0, ...parts };
}

const SILENT = word('', { scale: null });
const NOTHING_KEPT: ReadonlySet<string> = new Set();

/** Of two scales and none, with so many words that nobody says. */
function severitiesWith(silentWords: number): SourceSeverities {
  const unsaid = Array.from({ length: silentWords }, (_, index) => word(`word ${String(index)}`));
  return {
    scales: [
      { name: 'log-words', reference: 'the docs' },
      { name: 'http-status', reference: 'the RFC' },
    ],
    rows: [
      ...unsaid,
      word('said', { seen: 3 }),
      word('changed', { now: 2 }),
      word('2xx', { scale: 'http-status', seen: null }),
      word('4xx', { scale: 'http-status' }),
      SILENT,
    ],
    lookedAtEntries: 3,
  };
}

function shown(severities: SourceSeverities, showsAll: boolean, kept = NOTHING_KEPT): string[][] {
  return severityGroups(severities, showsAll, kept).map(({ scale, rows }) => [
    scale ?? 'none',
    ...rows.map(({ raw }) => raw),
  ]);
}

it('few words are all in sight, by their scales, and last what has no severity', () => {
  const few = severitiesWith(0);
  expect(hasManyWords(few)).toBe(false);
  expect(shown(few, false)).toEqual([
    ['log-words', 'said', 'changed'],
    ['http-status', '2xx', '4xx'],
    ['none', ''],
  ]);
});

it('of many words those are in sight that were seen, may have been seen or are changed, until all are asked for', () => {
  const many = severitiesWith(16);
  expect(hasManyWords(many)).toBe(true);
  expect(hasManyWords(severitiesWith(15))).toBe(false);
  expect(shown(many, false)).toEqual([
    ['log-words', 'said', 'changed'],
    ['http-status', '2xx'],
    ['none', ''],
  ]);
  expect(shown(many, true).flat()).toHaveLength(3 + 21);
});

it('a word that was changed and put back stays in sight, and a scale of which nothing is in sight has no head', () => {
  const { scales, rows } = severitiesWith(20);
  const unseen = { scales, rows: rows.filter(({ raw }) => raw !== '2xx'), lookedAtEntries: 3 };
  expect(shown(unseen, false, new Set(['word 7']))).toEqual([
    ['log-words', 'word 7', 'said', 'changed'],
    ['none', ''],
  ]);
});
