import { AppError } from '#contract/errors.ts';
import type { MethodParams } from '#contract/methods.ts';
import type { AppModel } from '../../app-model.ts';
import { copyText } from '../../components/copy-text.ts';
import { formatCount } from '../../formats.ts';
import { queryOf } from '../../state/entry-filter.ts';
import { texts } from '../../texts.ts';

export type CopyFormat = MethodParams<'entries.format'>['format'];

/**
 * Puts the chosen entries on the clipboard, complete from the store, whether they are on the screen or not, and says how many
 * they were.
 */
export async function copySelection(model: AppModel, format: CopyFormat): Promise<void> {
  const { host, feed, selection, settings, announcer } = model;
  const words = texts.live.selection;
  const { ranges } = selection;
  if (ranges.length === 0) return;
  try {
    const { text, entries, isComplete } = await host.call('entries.format', {
      query: queryOf(feed.state.get().filter),
      ranges: ranges.slice(0, 1_000),
      format,
      timeZone: ianaName(settings.get().timeZone),
    });
    const isCopied = await copyText(text);
    if (!isCopied) announcer.say(texts.copy.refused);
    else if (isComplete) announcer.say(words.copied(entries, formatCount(entries)));
    else announcer.say(words.copiedPart(formatCount(entries)));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    announcer.say(words.failed(error.message));
  }
}

function ianaName(zone: string): string {
  if (zone === 'utc') return 'UTC';
  return zone === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone;
}
