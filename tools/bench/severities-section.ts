import { applyChangedSeverities, type ChangedSeverities } from '#core/logic/changed-severities.ts';
import { normaliseSeverity } from '#core/logic/normalise-severity.ts';
import { judge } from '#core/logic/rules.ts';
import { emptyDraft, type EntryDraft } from '#core/pipeline/entry-draft.ts';
import type { BenchOptions } from './bench-options.ts';
import { median } from './statistics.ts';
import { printTable, wholeNumber } from './table.ts';

const DEFAULT_ENTRIES = 20_000_000;
const NOTICE = 5;

interface Contestant {
  name: string;
  changed: ChangedSeverities | null;
  /** What the source says, again and again in this order. */
  words: readonly string[];
}

const LEVELS = ['6', '4', '6', '5', '6', '3'];
const WORDS = ['INFO', 'Warn', 'SUCCESS', 'ERROR', 'DEBUG', 'INFO'];

function changed(isCaseSensitive: boolean, ...words: readonly string[]): ChangedSeverities {
  return { isCaseSensitive, byWord: new Map(words.map((word) => [word, NOTICE])) };
}

const CONTESTANTS: readonly Contestant[] = [
  { name: 'levels, nothing changed', changed: null, words: LEVELS },
  { name: 'levels, three changed that do not occur', changed: changed(true, '0', '1', '2'), words: LEVELS },
  { name: 'levels, three changed: every second entry', changed: changed(true, '3', '4', '5'), words: LEVELS },
  { name: 'words, nothing changed', changed: null, words: WORDS },
  {
    name: 'words in any case, two changed: every third entry',
    changed: changed(false, 'success', 'warn'),
    words: WORDS,
  },
];

/** What the logic takes of an entry, in this process, with and without severities that the user has changed. */
export function benchSeverities(options: BenchOptions): Promise<void> {
  const entries = options.entries ?? DEFAULT_ENTRIES;
  // Once before it counts: the compiler takes its time.
  for (const contestant of CONTESTANTS) measure(contestant, 100_000, true);
  const times = CONTESTANTS.map((): number[] => []);
  const plain = CONTESTANTS.map((): number[] => []);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [index, contestant] of CONTESTANTS.entries()) {
      plain[index]?.push(measure(contestant, entries, false));
      times[index]?.push(measure(contestant, entries, true));
    }
  }
  const rows = CONTESTANTS.map(({ name }, index) => {
    const before = median(plain[index] ?? []);
    const after = median(times[index] ?? []);
    return [name, before.toFixed(1), after.toFixed(1), `${(after / before).toFixed(2)}×`];
  });
  process.stdout.write(
    `Severities of ${wholeNumber(entries)} entries, medians of ${options.rounds} rounds\n\n`,
  );
  printTable(['what is said', 'ns/entry without changes', 'ns/entry with them', 'ratio'], rows);
  return Promise.resolve();
}

/** Processor time of one entry, in nanoseconds. @param looks - false: as if nothing could be changed. */
function measure({ changed: changes, words }: Contestant, entries: number, looks: boolean): number {
  const draft = emptyDraft();
  let sum = 0;
  const before = process.cpuUsage();
  if (looks)
    for (let index = 0; index < entries; index += 1) sum += acceptWithChanges(draft, words, index, changes);
  else for (let index = 0; index < entries; index += 1) sum += accept(draft, words, index);
  const { user, system } = process.cpuUsage(before);
  // The sum is looked at, so that nothing of it is left out.
  if (sum < 0) throw new Error('there are no severities below 0');
  return ((user + system) * 1000) / entries;
}

function accept(draft: EntryDraft, words: readonly string[], index: number): number {
  draft.statedSeverity = words[index % words.length];
  normaliseSeverity(draft);
  return judge([], draft) === 'store' ? draft.severity : 0;
}

function acceptWithChanges(
  draft: EntryDraft,
  words: readonly string[],
  index: number,
  changes: ChangedSeverities | null,
): number {
  draft.statedSeverity = words[index % words.length];
  normaliseSeverity(draft);
  if (changes !== null) applyChangedSeverities(draft, changes);
  return judge([], draft) === 'store' ? draft.severity : 0;
}
