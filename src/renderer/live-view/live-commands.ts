import type { AppModel } from '../app-model.ts';
import type { DialogName } from '../commands/app-commands.ts';
import type { Command } from '../commands/command.ts';
import type { EntryFilter, SeverityPreset } from '../state/entry-filter.ts';
import { NO_FILTER, SEVERITY_PRESETS, isRestricted } from '../state/entry-filter.ts';
import type { Settings } from '../state/settings.ts';
import { texts } from '../texts.ts';
import { currentViewName } from '../use-view-name.ts';
import { StepsInTurn } from './steps-in-turn.ts';

const { titles, results } = texts.commands;

const ERRORS = [0, 1, 2, 3];
const WARNINGS = [4];

/**
 * The commands of the live view as a whole. They are known in every view, so that help lists them and keys can be given to
 * them; there is something to do for them in the live view only.
 */
export function liveCommands(model: AppModel, open: (dialog: DialogName) => void): readonly Command[] {
  return [...goCommands(model, open), ...filterCommands(model), ...listCommands(model)].map((command) => ({
    ...command,
    isAvailable: () => currentViewName() === 'live' && command.isAvailable?.() !== false,
  }));
}

function goCommands(model: AppModel, open: (dialog: DialogName) => void): Command[] {
  const { feed } = model;
  const steps = new StepsInTurn();
  const nearest = (severities: number[], direction: 'next' | 'previous', none: string) => () => {
    steps.take(() => sayUnless(model, feed.selectNearest(severities, direction), none));
  };
  const hit = (direction: 'next' | 'previous', none: string) => () => {
    steps.take(() => sayUnless(model, feed.selectNextHit(direction), none));
  };
  return [
    {
      id: 'follow.toggle',
      title: titles.followToggle,
      group: 'follow',
      defaultKeys: ['Space', 'F'],
      run: () => {
        feed.togglePause();
      },
    },
    {
      id: 'go.newest',
      title: titles.goNewest,
      group: 'follow',
      defaultKeys: ['End', 'Shift+G'],
      run: () => {
        feed.jumpToNewest();
      },
    },
    {
      id: 'go.oldest',
      title: titles.goOldest,
      group: 'go',
      defaultKeys: ['Home', 'G'],
      run: () => void feed.jumpToOldest(),
    },
    {
      id: 'go.time',
      title: titles.goTime,
      group: 'go',
      defaultKeys: ['T'],
      run: () => {
        open('time');
      },
    },
    go('go.nextError', titles.nextError, 'E', nearest(ERRORS, 'next', results.noNextError)),
    go(
      'go.previousError',
      titles.previousError,
      'Shift+E',
      nearest(ERRORS, 'previous', results.noPreviousError),
    ),
    go('go.nextWarning', titles.nextWarning, 'W', nearest(WARNINGS, 'next', results.noNextWarning)),
    go(
      'go.previousWarning',
      titles.previousWarning,
      'Shift+W',
      nearest(WARNINGS, 'previous', results.noPreviousWarning),
    ),
    go('go.nextHit', titles.nextHit, 'N', hit('next', results.noNextHit)),
    go('go.previousHit', titles.previousHit, 'Shift+N', hit('previous', results.noPreviousHit)),
    {
      id: 'entry.close',
      title: titles.entryClose,
      group: 'entry',
      defaultKeys: ['Escape'],
      isAvailable: () => feed.state.get().selectedId !== null,
      run: () => {
        feed.deselect();
      },
    },
  ];
}

function go(id: string, title: string, key: string, run: () => void): Command {
  return { id, title, group: 'go', defaultKeys: [key], run };
}

async function sayUnless({ announcer }: AppModel, isFound: Promise<boolean>, none: string): Promise<void> {
  if (!(await isFound)) announcer.say(none);
}

function filterCommands({ feed }: AppModel): Command[] {
  const show = (changes: Partial<EntryFilter>): void => {
    void feed.setFilter({ ...feed.state.get().requested, ...changes });
  };
  const preset = (id: string, name: SeverityPreset, key: string): Command => ({
    id,
    title: titles.showSeverities(texts.filter.presets[name]),
    group: 'filter',
    defaultKeys: [key],
    run: () => {
      show({ severities: SEVERITY_PRESETS[name] });
    },
  });
  return [
    {
      id: 'search.focus',
      title: titles.searchFocus,
      group: 'filter',
      defaultKeys: ['/', 'Control+F'],
      run: focusSearch,
    },
    {
      id: 'filter.clear',
      title: titles.filterClear,
      group: 'filter',
      defaultKeys: ['Control+Shift+X'],
      isAvailable: () => isRestricted(feed.state.get().requested),
      run: () => void feed.setFilter(NO_FILTER),
    },
    preset('filter.all', 'all', '1'),
    preset('filter.warningsAndErrors', 'warnings-and-errors', '2'),
    preset('filter.errors', 'errors', '3'),
  ];
}

/** @returns false where there is no search: the key keeps its own meaning. */
function focusSearch(): boolean {
  const search = document.getElementById('search');
  if (!(search instanceof HTMLInputElement)) return false;
  search.focus();
  search.select();
  return true;
}

function listCommands({ settings, announcer }: AppModel): Command[] {
  const change = (changes: Partial<Settings>, said: string): void => {
    settings.patch(changes);
    announcer.say(said);
  };
  return [
    {
      id: 'list.foldRepeats',
      title: titles.foldRepeats,
      group: 'list',
      defaultKeys: ['R'],
      run: () => {
        const foldsRepeats = !settings.get().foldsRepeats;
        change({ foldsRepeats }, results.foldsRepeats(foldsRepeats));
      },
    },
    {
      id: 'list.wrapLines',
      title: titles.wrapLines,
      group: 'list',
      defaultKeys: ['Z'],
      run: () => {
        const wrapsLines = !settings.get().wrapsLines;
        change({ wrapsLines }, results.wrapsLines(wrapsLines));
      },
    },
    {
      id: 'list.density',
      title: titles.density,
      group: 'list',
      defaultKeys: ['D'],
      run: () => {
        const density = settings.get().density === 'compact' ? 'comfortable' : 'compact';
        change({ density }, texts.settings.densities[density]);
      },
    },
  ];
}
