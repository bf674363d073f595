import type { AppModel } from '../../app-model.ts';
import type { Command } from '../../commands/command.ts';
import { texts } from '../../texts.ts';
import type { CopyFormat } from './copy-selection.ts';
import { copySelection } from './copy-selection.ts';
import { isSeveral } from './entry-selection.ts';
import { exportSelection } from './export-selection.ts';

/** What can be done with chosen entries and with the columns by key or from the palette. */
export function selectionCommands(model: AppModel): readonly Command[] {
  const { feed, selection, settings } = model;
  const words = texts.live.selection.commands;
  return [
    {
      id: 'selection.all',
      title: words.selectAll,
      group: 'list',
      defaultKeys: ['Control+A'],
      run: () => {
        // In the details, as in a field, it means the text that is there.
        const focused = document.activeElement;
        if (focused !== null && focused.closest('aside') !== null) return false;
        const { window } = feed.state.get();
        selection.selectAll(
          window.hasNewer ? (model.status.get()?.lastId ?? window.completeUpToId) : window.completeUpToId,
        );
        return true;
      },
    },
    {
      id: 'selection.clear',
      title: words.clear,
      group: 'list',
      defaultKeys: [],
      isAvailable: () => isSeveral(selection.ranges, feed.state.get().selectedId),
      run: () => selection.clear(),
    },
    copyCommand(model, 'selection.copy', words.copy, 'text', ['Control+C']),
    copyCommand(model, 'selection.copyCsv', words.copyCsv, 'csv', []),
    copyCommand(model, 'selection.copyJson', words.copyJson, 'jsonl', []),
    {
      id: 'selection.export',
      title: words.export,
      group: 'entry',
      defaultKeys: [],
      isAvailable: () => selection.ranges.length > 0,
      run: () => {
        exportSelection(model);
      },
    },
    {
      id: 'columns.reset',
      title: texts.columns.resetCommand,
      group: 'list',
      defaultKeys: [],
      isAvailable: () => settings.get().columns !== null,
      run: () => {
        settings.patch({ columns: null });
      },
    },
  ];
}

function copyCommand(
  model: AppModel,
  id: string,
  title: string,
  format: CopyFormat,
  defaultKeys: readonly string[],
): Command {
  return {
    id,
    title,
    group: 'entry',
    defaultKeys,
    isAvailable: () => model.selection.ranges.length > 0,
    run: () => {
      // Text that the user has marked is what is meant to be copied.
      if (getSelection()?.isCollapsed === false) return false;
      void copySelection(model, format);
      return true;
    },
  };
}
