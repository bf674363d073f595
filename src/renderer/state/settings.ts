import { z } from 'zod';
import {
  exportCompressionSchema,
  exportFormatSchema,
  textOptionsSchema,
  timeOptionsSchema,
} from '#contract/export-format.ts';
import { redactionKindSchema } from '#contract/redaction.ts';
import { chooseDateFormat } from '../formats.ts';
import { Store } from './store.ts';

/** `local`, `utc`, or the IANA name of a zone: `Europe/Berlin`. */
const timeZoneSchema = z.string().min(1).max(100).refine(isTimeZone);

/** Columns that the list can have besides raw fields, which are named `raw:NAME`. */
export const LIST_COLUMNS = [
  'time',
  'relative',
  'delta',
  'severity',
  'host',
  'unit',
  'process',
  'identifier',
  'pid',
  'source',
  'id',
  'message',
] as const;

const columnSchema = z.object({
  /** One of LIST_COLUMNS or `raw:NAME`. */
  id: z.string().min(1).max(260),
  /** null: as wide as the column is by itself. The message takes what is left. */
  widthPx: z.number().min(32).max(2_000).nullable(),
});
export type ListColumn = z.infer<typeof columnSchema>;

/** How the last export was written. What it held is not kept: that belongs to the export, not to the view. */
const exportFormSchema = z.object({
  format: exportFormatSchema,
  compression: exportCompressionSchema,
  columns: z.array(z.string().min(1).max(256)).min(1).max(256),
  text: textOptionsSchema,
  times: timeOptionsSchema.extend({ zone: timeZoneSchema }),
  redacts: z.array(redactionKindSchema).max(20),
  /** null: where the shell puts exports. */
  directory: z.string().min(1).max(4096).nullable(),
});

/** What is shown until the user chooses; the host column appears by itself when there are several hosts. */
const DEFAULT_COLUMNS: ListColumn[] = ['time', 'severity', 'unit', 'process', 'message'].map((id) => ({
  id,
  widthPx: null,
}));

/** What cannot be read is replaced by its default, each setting by itself. */
const settingsSchema = z.object({
  theme: z.enum(['light', 'dark', 'system']).catch('system'),
  timeZone: timeZoneSchema.catch('local'),
  /** `iso`: 2026-11-22 16:18:12.345; `locale`: as the system's language writes it. */
  dateFormat: z.enum(['iso', 'locale']).catch('iso'),
  /** Letters and Space act as commands. Off: only keys with Ctrl, and the list's own (WCAG 2.1.4). */
  hasSingleKeyShortcuts: z.boolean().catch(true),
  /** Keys that the user has given to commands, by the command's id, instead of its own. An empty list: none. */
  keys: z.record(z.string(), z.array(z.string().max(50)).max(5)).catch({}),
  /** Width of the details pane where it stands beside the list. */
  detailsWidthPx: z.number().catch(440),
  /** null: the default columns. At most 8 of them raw fields. */
  columns: z.array(columnSchema).min(1).max(40).nullable().catch(null),
  density: z.enum(['compact', 'comfortable']).catch('compact'),
  /** Long messages take several lines instead of being cut at the edge. */
  wrapsLines: z.boolean().catch(false),
  /** Identical neighbours are shown as one row with a count. */
  foldsRepeats: z.boolean().catch(false),
  isHistogramOpen: z.boolean().catch(true),
  isFacetsOpen: z.boolean().catch(false),
  facetsWidthPx: z.number().catch(240),
  /** New errors and warnings are told to screen readers, at most every few seconds. */
  announcesEntries: z.boolean().catch(false),
  /** null: nothing was exported yet. */
  exportForm: exportFormSchema.nullable().catch(null),
});

/** What the user has chosen for this view; kept by the browser, not by the engine. */
export type Settings = z.infer<typeof settingsSchema>;
export type Theme = Settings['theme'];

const STORAGE_KEY = 'hydrant.settings';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** The settings as kept in `storage`; every change is kept at once. What cannot be read is replaced by its default. */
export function openSettings(storage: Storage): Store<Settings> {
  const settings = new Store(settingsSchema.parse(parseObject(storage.getItem(STORAGE_KEY))));
  settings.subscribe(() => {
    storage.setItem(STORAGE_KEY, JSON.stringify(settings.get()));
  });
  return settings;
}

/** The columns to show. */
export function columnsOf(settings: Settings): readonly ListColumn[] {
  return settings.columns ?? DEFAULT_COLUMNS;
}

/** The raw fields that the chosen columns need, in the order of the columns. */
export function rawFieldsOf(settings: Settings): string[] {
  return columnsOf(settings)
    .filter(({ id }) => id.startsWith('raw:'))
    .map(({ id }) => id.slice('raw:'.length))
    .slice(0, 8);
}

/** Whether dates can be shown in that zone here. */
export function isTimeZone(name: string): boolean {
  if (name === 'local' || name === 'utc') return true;
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // RangeError: the zone is not known here.
  }
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

/** Makes the page write dates as chosen. To be called before anything is drawn, so that it hears of a change first. */
export function applyDateFormat(settings: Store<Settings>): void {
  function apply(): void {
    chooseDateFormat(settings.get().dateFormat);
  }
  apply();
  settings.subscribe(apply);
}

/** Makes the page follow the chosen theme. */
export function applyTheme(settings: Store<Settings>, root: HTMLElement): void {
  function apply(): void {
    root.dataset['theme'] = settings.get().theme;
  }
  apply();
  settings.subscribe(apply);
}
