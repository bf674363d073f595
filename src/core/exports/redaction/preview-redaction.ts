import type { ExportFormat } from '#contract/export-format.ts';
import type { RedactionKind, RedactionPreview } from '#contract/redaction.ts';
import type { ExportEntry } from '../export-entry.ts';
import { exportColumn } from '../formats/export-column.ts';
import { RedactedEntry } from './redacted-entry.ts';
import type { Redactor } from './redactor.ts';

/** As many as the contract allows. */
const MAX_EXAMPLES = 100;
/** Distinct texts that are told apart; a sample of hostile entries may hold any number of them. */
const MAX_DISTINCT = 10_000;
/** A private key as a whole is no example that anybody reads. */
const MAX_TEXT_LENGTH = 200;

/** Which parts of the entries would be written. */
export interface PreviewedParts {
  /** As the request has them. */
  readonly columns: readonly string[];
  /** `journal` has all fields whatever the columns. */
  readonly format: ExportFormat;
}

/**
 * What a redaction would replace in an export, from some of its entries. The most frequent examples come first.
 * @param redactor - Of the kinds that are asked for; its counts go on.
 */
export function previewRedaction(
  entries: Iterable<ExportEntry>,
  { columns, format }: PreviewedParts,
  redactor: Redactor,
): RedactionPreview {
  const examples = new Map<string, RedactionPreview['examples'][number]>();
  const counts = new Map<RedactionKind, number>([...redactor.kinds].map((kind) => [kind, 0]));
  const listening = redactor.onReplaced(({ kind, text, pseudonym }) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const key = `${kind}\0${text}`;
    const known = examples.get(key);
    if (known !== undefined) known.occurrences += 1;
    else if (examples.size < MAX_DISTINCT) {
      examples.set(key, { kind, text: readableText(text), pseudonym, occurrences: 1 });
    }
  });
  try {
    const read = format === 'journal' ? readAllFields : columnsReader(columns);
    let sampledEntries = 0;
    for (const entry of entries) {
      read(new RedactedEntry(entry, redactor));
      sampledEntries += 1;
    }
    return { sampledEntries, counts: Object.fromEntries(counts), examples: mostFrequent(examples.values()) };
  } finally {
    listening[Symbol.dispose]();
  }
}

function readAllFields(entry: ExportEntry): void {
  entry.allFields();
}

function columnsReader(columns: readonly string[]): (entry: ExportEntry) => void {
  const reads = columns.map((name) => exportColumn(name).read);
  return (entry) => {
    for (const read of reads) read(entry);
  };
}

/** Cut, and without halves of surrogate pairs, which JSON cannot carry. */
function readableText(text: string): string {
  const cut = text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH - 1)}…` : text;
  return cut.toWellFormed();
}

function mostFrequent(
  examples: Iterable<RedactionPreview['examples'][number]>,
): RedactionPreview['examples'] {
  return [...examples]
    .toSorted(
      (one, other) =>
        other.occurrences - one.occurrences ||
        (one.kind === other.kind ? compareText(one.text, other.text) : compareText(one.kind, other.kind)),
    )
    .slice(0, MAX_EXAMPLES);
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
