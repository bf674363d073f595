import type { EntryRow } from '#contract/entry.ts';
import { AppError } from '#contract/errors.ts';
import type { StoredValue } from '#core/exports/export-entry.ts';
import type { Engine } from '#core/engine/engine.ts';

/**
 * An entry's message as it was stored. A list row has only the beginning of a long one, and only a description of one
 * that is not UTF-8; such messages are fetched, at most 1 MiB of each.
 */
export async function wholeMessage(engine: Pick<Engine, 'call'>, row: EntryRow): Promise<StoredValue> {
  if (!row.isMessageTruncated && !row.isMessageBinary) return row.message;
  try {
    const { message, fields } = await engine.call('entries.get', { id: row.id });
    const value = fields.find((field) => field.name === 'MESSAGE')?.values[0];
    return value?.encoding === 'base64' ? Buffer.from(value.value, 'base64') : message;
  } catch (error) {
    // Retention may have removed it meanwhile; the row is still true.
    if (error instanceof AppError && error.code === 'entry.not-found') return row.message;
    throw error;
  }
}
