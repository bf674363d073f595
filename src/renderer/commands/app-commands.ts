import type { AppModel } from '../app-model.ts';
import { clockName } from '../formats.ts';
import { texts } from '../texts.ts';
import type { ViewName } from '../use-view-name.ts';
import { currentViewName, goToView } from '../use-view-name.ts';
import type { Command } from './command.ts';

/** What opens over the views. */
export type DialogName = 'palette' | 'help' | 'time' | 'file';

const { titles } = texts.commands;

/** The commands of every view. */
export function appCommands(model: AppModel, open: (dialog: DialogName) => void): readonly Command[] {
  return [
    goTo('live', titles.viewLive, ['Shift+L']),
    goTo('export', titles.viewExport, ['Shift+X']),
    goTo('sources', titles.viewSources, ['Shift+S']),
    goTo('settings', titles.viewSettings, ['Control+,']),
    {
      id: 'export.open',
      title: titles.exportOpen,
      group: 'app',
      defaultKeys: ['Control+E'],
      run: () => {
        exportWhatIsShown(model);
      },
    },
    {
      id: 'palette.open',
      title: titles.paletteOpen,
      group: 'app',
      defaultKeys: ['Control+K'],
      run: () => {
        open('palette');
      },
    },
    {
      id: 'help.open',
      title: titles.helpOpen,
      group: 'app',
      defaultKeys: ['?', 'F1'],
      run: () => {
        open('help');
      },
    },
    {
      id: 'theme.toggle',
      title: titles.themeToggle,
      group: 'app',
      defaultKeys: ['Shift+D'],
      run: () => {
        toggleTheme(model);
      },
    },
    {
      id: 'timeZone.toggle',
      title: titles.timeZoneToggle,
      group: 'app',
      defaultKeys: ['Shift+T'],
      run: () => {
        const timeZone = model.settings.get().timeZone === 'utc' ? 'local' : 'utc';
        model.settings.patch({ timeZone });
        model.announcer.say(texts.commands.results.timeZone(clockName(timeZone)));
      },
    },
    {
      id: 'announcements.toggle',
      title: titles.announcementsToggle,
      group: 'app',
      defaultKeys: [],
      run: () => {
        const announcesEntries = !model.settings.get().announcesEntries;
        model.settings.patch({ announcesEntries });
        model.announcer.say(texts.announcements.isOn(announcesEntries));
      },
    },
  ];
}

/** Shows the export of what the live view shows; from another view, of what was chosen in it. */
export function exportWhatIsShown({ exportFilter }: AppModel): void {
  if (currentViewName() === 'live') exportFilter.set(null);
  goToView('export');
}

function goTo(view: ViewName, title: string, defaultKeys: readonly string[]): Command {
  return {
    id: `view.${view}`,
    title,
    group: 'view',
    defaultKeys,
    run: () => {
      goToView(view);
    },
  };
}

function toggleTheme({ settings }: AppModel): void {
  const { theme } = settings.get();
  const isDark = theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
  settings.patch({ theme: isDark ? 'light' : 'dark' });
}
