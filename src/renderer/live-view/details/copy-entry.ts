import type { AppModel } from '../../app-model.ts';
import { copyText } from '../../components/copy-text.ts';
import { zoneId } from '../../formats.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { texts } from '../../texts.ts';
import { formatJson } from './format-json.ts';

export type CopyFormat = 'text' | 'jsonl' | 'csv';

/** Puts a whole entry on the clipboard, as the store has it; JSON indented, as one entry is there to be read. Says so. */
export async function copyEntry(model: AppModel, id: number, format: CopyFormat): Promise<void> {
  const { host, announcer, settings } = model;
  try {
    const { text } = await host.call('entries.format', {
      query: {},
      ranges: [{ firstId: id, lastId: id }],
      format,
      timeZone: zoneId(settings.get().timeZone),
    });
    const isCopied = await copyText(FORMS[format](text));
    announcer.say(isCopied ? texts.copy.done : texts.copy.refused);
  } catch (error) {
    announcer.say(appErrorOf(error).message);
  }
}

const FORMS: Readonly<Record<CopyFormat, (text: string) => string>> = {
  text: (text) => text.replace(/\r?\n$/, ''),
  jsonl: (text) =>
    formatJson(text)
      ?.map((piece) => piece.text)
      .join('') ?? text,
  // Without the header: the row is added to others. No column's name has a line break.
  csv: (text) => text.replace(/^[^\n]*\n/, ''),
};
