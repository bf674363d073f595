import type { TimeZoneMode } from '../formats.ts';
import { Store } from './store.ts';

export type Theme = 'light' | 'dark' | 'system';

/** What the user has chosen for this view; kept by the browser, not by the engine. */
export interface Settings {
  theme: Theme;
  timeZone: TimeZoneMode;
  /** Letters and Space act as commands. Off: only keys with Ctrl, and the list's own (WCAG 2.1.4). */
  hasSingleKeyShortcuts: boolean;
  /** Width of the details pane where it stands beside the list. */
  detailsWidthPx: number;
}

const DEFAULTS: Settings = {
  theme: 'system',
  timeZone: 'local',
  hasSingleKeyShortcuts: true,
  detailsWidthPx: 440,
};

const STORAGE_KEY = 'hydrant.settings';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** The settings as kept in `storage`; every change is kept at once. What cannot be read is replaced by its default. */
export function openSettings(storage: Storage): Store<Settings> {
  const settings = new Store(readSettings(storage.getItem(STORAGE_KEY)));
  settings.subscribe(() => {
    storage.setItem(STORAGE_KEY, JSON.stringify(settings.get()));
  });
  return settings;
}

function readSettings(text: string | null): Settings {
  const kept = parseObject(text);
  const { theme, timeZone, hasSingleKeyShortcuts, detailsWidthPx } = kept;
  return {
    theme: theme === 'light' || theme === 'dark' || theme === 'system' ? theme : DEFAULTS.theme,
    timeZone: timeZone === 'local' || timeZone === 'utc' ? timeZone : DEFAULTS.timeZone,
    hasSingleKeyShortcuts:
      typeof hasSingleKeyShortcuts === 'boolean' ? hasSingleKeyShortcuts : DEFAULTS.hasSingleKeyShortcuts,
    detailsWidthPx: typeof detailsWidthPx === 'number' ? detailsWidthPx : DEFAULTS.detailsWidthPx,
  };
}

function parseObject(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // Written by another version or by hand: the defaults are as good as any answer.
    return {};
  }
}

/** Makes the page follow the chosen theme. */
export function applyTheme(settings: Store<Settings>, root: HTMLElement): void {
  function apply(): void {
    root.dataset['theme'] = settings.get().theme;
  }
  apply();
  settings.subscribe(apply);
}
