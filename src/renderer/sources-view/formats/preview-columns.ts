import type { TriedLine } from '#contract/log-format.ts';
import { texts } from '../../texts.ts';

type EntryReading = Extract<TriedLine['reading'], { kind: 'entry' }>;

/** A column of the preview of a format. */
export interface PreviewColumn {
  key: string;
  title: string;
  /** '' where the line has nothing. */
  valueOf: (reading: EntryReading) => string;
}

const WORDS = ['host', 'unit', 'identifier', 'pid'] as const;
/** More fields are not told apart at a glance. */
const MAX_FIELDS = 6;

/** The columns that any of the lines has something in, besides time and severity; fields in the order in which they come. */
export function previewColumns(lines: readonly TriedLine[]): PreviewColumn[] {
  const entries = lines.flatMap(({ reading }) => (reading.kind === 'entry' ? [reading] : []));
  const titles = texts.formats.columns;
  const names = new Set<string>();
  for (const { fields } of entries) for (const { name } of fields) names.add(name);
  const fields = [...names].slice(0, MAX_FIELDS).map((name) => ({
    key: `field ${name}`,
    title: name,
    valueOf: (reading: EntryReading) =>
      reading.fields
        .filter((field) => field.name === name)
        .map(({ value }) => value)
        .join(', '),
  }));
  const words = WORDS.filter((word) => entries.some((reading) => reading[word] !== '')).map((word) => ({
    key: word,
    title: titles[word],
    valueOf: (reading: EntryReading) => reading[word],
  }));
  return [
    // What stands in these two is drawn with more than their text.
    { key: 'time', title: titles.timeUnixUs, valueOf: () => '' },
    { key: 'severity', title: titles.severity, valueOf: ({ rawSeverity }) => rawSeverity },
    ...words,
    ...fields,
    { key: 'message', title: titles.message, valueOf: ({ message }) => message ?? '' },
  ];
}
