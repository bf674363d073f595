import { AppError } from '#contract/errors.ts';
import type { Severity } from '#contract/severity.ts';
import type { SeverityRow, SourceSeverities } from '#contract/source-severities.ts';
import { parseSourceSpec } from '../listener/source-spec.ts';
import { parseChangedSeverities, severityKey } from '../logic/changed-severities.ts';
import { WITHOUT_SEVERITY, type SeverityDescription, type SeverityScale } from '../logic/severity-scale.ts';
import { severitiesOf } from '../parser/source-severities.ts';
import type { QueryContext } from './compile-query.ts';
import { LOOKED_AT_ENTRIES, seenSeverities, type SeenSeverity } from './seen-severities.ts';

/** Words of no scale that are listed, the most frequent ones: a log can hold any. */
const MAX_OTHER_WORDS = 100;

interface SeenWord {
  /** As it was spelt last. */
  raw: string;
  severities: Set<Severity>;
  entries: number | null;
}

/**
 * What the words of a source stand for. @param lookedAtEntries - How far back it is looked for words. @throws AppError `source.not-found`.
 */
export function listSeverities(
  context: QueryContext,
  sourceId: number,
  lookedAtEntries = LOOKED_AT_ENTRIES,
): SourceSeverities {
  const source = context.database
    .prepare<[number], { spec: string; severities?: string | null }>('SELECT * FROM sources WHERE id = ?')
    .get(sourceId);
  if (source === undefined) {
    throw new AppError('source.not-found', `No source of this store has the number ${String(sourceId)}.`);
  }
  const description = severitiesOf(parseSourceSpec(source.spec).target);
  if (description === null) return { scales: [], rows: [], lookedAtEntries: 0 };
  // A store of an older Hydrant that is only read has no such column.
  const changed = parseChangedSeverities(source.severities ?? null, description)?.byWord ?? new Map();
  const { seen, entries } = seenSeverities(context, sourceId, lookedAtEntries);
  return {
    scales: description.scales.map(({ name, reference }) => ({ name, reference })),
    rows: rowsOf(description, wordsOf(seen, description), changed),
    lookedAtEntries: entries,
  };
}

function wordsOf(
  seen: readonly SeenSeverity[],
  { isCaseSensitive }: SeverityDescription,
): Map<string, SeenWord> {
  const words = new Map<string, SeenWord>();
  for (const { raw, severity, entries } of seen) {
    const key = severityKey(raw, isCaseSensitive);
    const before = words.get(key);
    words.set(key, {
      raw,
      severities: new Set(before?.severities).add(severity),
      entries: before === undefined ? entries : addUp(before.entries, entries),
    });
  }
  return words;
}

function addUp(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}

function rowsOf(
  { scales, unknown, isCaseSensitive }: SeverityDescription,
  words: ReadonlyMap<string, SeenWord>,
  changed: ReadonlyMap<string, Severity>,
): SeverityRow[] {
  const listed = new Set(['']);
  const ofScales = scales.flatMap((scale) =>
    scale.words.map(([word, usual]): SeverityRow => {
      const key = severityKey(word, isCaseSensitive);
      listed.add(key);
      const seen = words.get(key);
      const isHere = seen !== undefined && scaleOf(seen, scales) === scale;
      return {
        raw: isHere ? seen.raw : word,
        scale: scale.name,
        usual,
        now: changed.get(key) ?? usual,
        seen: isHere ? seen.entries : 0,
      };
    }),
  );
  const unseen = [...changed.keys()].filter((key) => !words.has(key));
  const others = [...unseen.map((raw) => [raw, undefined] as const), ...words].flatMap(([key, seen]) => {
    if (listed.has(key)) return [];
    const raw = seen?.raw ?? key;
    const scale = scaleOf(seen ?? { raw, severities: new Set() }, scales);
    const usual = scale?.severityOf(raw) ?? unknown;
    const row: SeverityRow = {
      raw,
      scale: scale?.name ?? null,
      usual,
      now: changed.get(key) ?? usual,
      seen: seen === undefined ? 0 : seen.entries,
    };
    return [row];
  });
  const mostFrequent = others.toSorted((one, other) => (other.seen ?? 0) - (one.seen ?? 0));
  const shown = mostFrequent.filter((row, index) => index < MAX_OTHER_WORDS || row.now !== row.usual);
  const silent: SeverityRow = {
    raw: '',
    scale: null,
    usual: WITHOUT_SEVERITY,
    now: changed.get('') ?? WITHOUT_SEVERITY,
    seen: words.get('')?.entries ?? (words.has('') ? null : 0),
  };
  return [...ofScales, ...shown, silent];
}

/** The scale by which a word was read: the same number means different things in several of them. undefined: none has it. */
function scaleOf(
  { raw, severities }: Pick<SeenWord, 'raw' | 'severities'>,
  scales: readonly SeverityScale[],
): SeverityScale | undefined {
  const fitting = scales.filter((scale) => scale.severityOf(raw) !== undefined);
  return fitting.find((scale) => severities.has(scale.severityOf(raw) ?? -1)) ?? fitting[0];
}
