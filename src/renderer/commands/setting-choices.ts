import { clockName } from '../formats.ts';
import type { Settings } from '../state/settings.ts';
import type { Store } from '../state/store.ts';
import { texts } from '../texts.ts';
import type { Command } from './command.ts';

const { titles } = texts.commands;

/** Every value of the settings that have few or known ones, as a command of its own: for the palette. */
export function settingChoices(settings: Store<Settings>): readonly Command[] {
  const choice = (id: string, title: string, changes: Partial<Settings>): Command => ({
    id,
    title,
    group: 'app',
    defaultKeys: [],
    run: () => {
      settings.patch(changes);
    },
  });
  return [
    ...(['system', 'light', 'dark'] as const).map((theme) =>
      choice(`theme.set:${theme}`, titles.setTheme(texts.settings.themes[theme]), { theme }),
    ),
    ...(['iso', 'locale'] as const).map((dateFormat) =>
      choice(`dateFormat.set:${dateFormat}`, titles.setDateFormat(texts.settings.dateFormats[dateFormat]), {
        dateFormat,
      }),
    ),
    choice('timeZone.set:local', titles.setTimeZone(texts.settings.timeZones.local(clockName('local'))), {
      timeZone: 'local',
    }),
    choice('timeZone.set:utc', titles.setTimeZone(texts.settings.timeZones.utc), { timeZone: 'utc' }),
    ...Intl.supportedValuesOf('timeZone').map((timeZone) =>
      choice(`timeZone.set:${timeZone}`, titles.setTimeZone(timeZone), { timeZone }),
    ),
  ];
}
