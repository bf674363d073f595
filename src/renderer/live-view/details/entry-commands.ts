import type { AppModel } from '../../app-model.ts';
import type { Command } from '../../commands/command.ts';
import { texts } from '../../texts.ts';
import type { CopyFormat } from './copy-entry.ts';
import { copyEntry } from './copy-entry.ts';

/** What can be done with the entry whose details are shown. */
export function entryCommands(model: AppModel): readonly Command[] {
  const { feed } = model;
  const isAvailable = (): boolean => feed.state.get().selectedId !== null;
  const command = (id: string, title: string, keys: string[], run: (entryId: number) => void): Command => ({
    id,
    title,
    group: 'entry',
    defaultKeys: keys,
    isAvailable,
    run: () => {
      const { selectedId } = feed.state.get();
      if (selectedId !== null) run(selectedId);
    },
  });
  const copy = (id: string, title: string, format: CopyFormat): Command =>
    command(id, title, [], (entryId) => void copyEntry(model, entryId, format));
  const { titles } = texts.details;
  return [
    command('entry.context', texts.context.titles.show, ['C'], (id) => void feed.showInContext(id)),
    copy('entry.copyText', titles.copyText, 'text'),
    copy('entry.copyJson', titles.copyJson, 'jsonl'),
    copy('entry.copyCsv', titles.copyCsv, 'csv'),
  ];
}
