import { AppError } from '#contract/errors.ts';
import type { MethodParams, MethodResult } from '#contract/methods.ts';
import { compileQuery, type QueryContext } from './compile-query.ts';
import { EntryReader } from './entry-reader.ts';
import { hasLateEntries, placeSteps } from './late-entries.ts';
import { csvText, jsonlText, plainText, type EntryText } from './entry-text.ts';

/** What a clipboard takes; an export has no such limits. */
const CLIPBOARD_LIMITS = { entries: 10_000, bytes: 16 * 1024 * 1024 };

type FormatParams = MethodParams<'entries.format'>;
type IdRange = FormatParams['ranges'][number];

/**
 * Entries as text for the clipboard: `entries.format` of the contract. `limits` are what the contract says, unless a test
 * says less.
 * @throws AppError `query.invalid`, `cancelled`, `request.invalid` for an unknown time zone.
 */
export function formatEntries(
  context: QueryContext,
  { query, ranges, format, timeZone }: FormatParams,
  isCancelled: () => boolean,
  limits = CLIPBOARD_LIMITS,
): MethodResult<'entries.format'> {
  const entryText = textOf(format, timeZone);
  const compiled = compileQuery(query, context);
  const reader = new EntryReader(context);
  const steps = placeSteps(hasLateEntries(context.database));
  const texts = [entryText.header];
  let bytes = Buffer.byteLength(entryText.header);
  let entries = 0;
  const result = (isComplete: boolean) => ({ text: texts.join(''), entries, isComplete });
  for (const { firstId, lastId } of inOrder(ranges)) {
    const range = {
      columns: entryText.columns,
      afterId: steps.below(firstId),
      lastId,
      order: 'timeline' as const,
    };
    for (const page of reader.pages(compiled, range)) {
      if (isCancelled()) throw new AppError('cancelled', 'Cancelled.');
      for (const entry of page) {
        if (entries === limits.entries) return result(false);
        const text = entryText.encode(entry);
        bytes += Buffer.byteLength(text);
        if (bytes > limits.bytes) return result(false);
        texts.push(text);
        entries += 1;
      }
    }
  }
  return result(true);
}

function textOf(format: FormatParams['format'], timeZone: string): EntryText {
  switch (format) {
    case 'text':
      return plainText(timeZone);
    case 'csv':
      return csvText();
    case 'jsonl':
      return jsonlText();
    default:
      return format satisfies never;
  }
}

/** The same ids as ranges in ascending order that neither overlap nor touch. */
function inOrder(ranges: readonly IdRange[]): IdRange[] {
  const merged: IdRange[] = [];
  for (const range of ranges.toSorted((one, other) => one.firstId - other.firstId)) {
    const last = merged.at(-1);
    if (last !== undefined && range.firstId <= last.lastId + 1) {
      last.lastId = Math.max(last.lastId, range.lastId);
    } else if (range.firstId <= range.lastId) {
      merged.push({ ...range });
    }
  }
  return merged;
}
