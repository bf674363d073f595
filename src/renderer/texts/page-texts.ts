import type { SourceCounters } from '#contract/status.ts';
import { plural } from './plural.ts';

/** The words of the export, sources and settings views and of the help; part of the catalogue in texts.ts. */
export const pageTexts = {
  export: {
    title: 'Export',
    which: 'Which entries',
    since: (zone: string) => `From (${zone})`,
    until: (zone: string) => `Until, exclusive (${zone})`,
    quickRanges: 'Ranges',
    ranges: { hour: 'Last hour', today: 'Today', day: 'Last 24 hours', week: 'Last 7 days', all: 'All time' },
    format: 'Format',
    formats: { csv: 'CSV', jsonl: 'JSON Lines' },
    formatHints: {
      csv: 'One row per entry, RFC 4180, UTF-8: for spreadsheets and databases.',
      jsonl: 'One JSON object per line: for scripts. Every value stays as it is.',
    },
    neutralise: 'Neutralise spreadsheet formulas',
    neutraliseHint:
      'A value that begins like a formula gets an apostrophe before it, so that log text cannot run in a spreadsheet.',
    columns: 'Columns',
    fieldNames: 'Further raw fields, by name',
    fieldNamesExample: '_CMDLINE, MESSAGE_ID',
    defaultColumns: 'Default columns',
    destination: 'Destination',
    destinations: { file: 'A file on the machine that runs Hydrant', download: 'Download in this browser' },
    path: 'File to write',
    choose: 'Choose…',
    directory: 'Folder',
    fileName: 'File name',
    replaceExisting: 'Replace a file of that name',
    downloadHint: 'The file comes as a stream and is kept by your browser.',
    preview: 'What will be exported',
    counting: 'Counting…',
    entries: (count: number) => plural(count, 'entry', 'entries'),
    tooManyForSpreadsheets: (limit: string) =>
      `Spreadsheets open no more than ${limit} rows: they would cut this file.`,
    start: (rows: number | null, destination: 'file' | 'download') =>
      `${destination === 'download' ? 'Download' : 'Export'}${
        rows === null ? '' : ` ${rows.toLocaleString('en')} ${plural(rows, 'entry', 'entries')}`
      }`,
    nothingToExport: 'Nothing matches: there is nothing to export.',
    faults: {
      'no-columns': 'Choose at least one column.',
      'no-name': 'Give the file a name.',
      'name-has-separator': 'A file name has no slashes; put the folder into its own field.',
      'no-directory': 'Give the folder to write to.',
    },
    failed: 'The export could not be started',
    replaceIt: 'Replace it',
    downloadStarted: 'Your browser is downloading the file',
  },

  filterWords: {
    all: 'All entries',
    none: 'No entries (no severity is chosen)',
    andWorse: (severity: string) => `Entries of severity ${severity} and worse`,
    severities: (names: readonly string[]) => `Entries of severity ${names.join(', ')}`,
    matching: (where: string) => `that match “${where}”`,
    since: (time: string) => `from ${time}`,
    until: (time: string) => `until ${time}`,
    sentence: (...parts: readonly string[]) => `${parts.filter((part) => part !== '').join(' ')}.`,
  },

  jobs: {
    name: 'Exports',
    title: 'Exports of this run',
    none: 'None yet.',
    states: { running: 'Writing', completed: 'Exported', cancelled: 'Cancelled', failed: 'Failed' },
    progress: 'Progress',
    written: (rows: string, total: string | null, rate: string, remaining: string | null) =>
      `${rows}${total === null ? '' : ` of ${total}`} entries · ${rate}/s${remaining === null ? '' : ` · ${remaining} left`}`,
    completedWords: (rows: number, formatted: string, size: string, time: string) =>
      `${formatted} ${plural(rows, 'entry', 'entries')} · ${size} · ${time}`,
    cancelledWords: 'Nothing was kept.',
    moreFiles: (count: number) => `and ${String(count)} more`,
    cancel: 'Cancel',
    reveal: 'Show in folder',
    copyPath: 'Copy path',
  },

  sources: {
    title: 'Sources',
    store: (entries: string, size: string) => `${entries} entries, ${size}, in`,
    states: {
      starting: 'Starting',
      'catching-up': 'Catching up',
      following: 'Following',
      waiting: 'Waiting',
      restarting: 'Restarting',
      failed: 'Failed',
      finished: 'Finished',
      stopped: 'Stopped',
    },
    received: 'received',
    terms: {
      stored: 'stored',
      quarantined: 'quarantined',
      dropped: 'dropped by rule',
      duplicates: 'known already',
      inFlight: 'in flight',
    } satisfies Record<Exclude<keyof SourceCounters, 'received'>, string>,
    balanced: 'Every entry is accounted for',
    unbalanced: (count: string) => `${count} unaccounted for: this is a bug`,
    rate: 'Rate',
    lag: 'Lag',
    restarts: 'Restarts',
    gaps: 'Gaps',
    oldest: 'Oldest entry',
    newest: 'Newest entry',
    queue: (name: string) => `Queue ${name}`,
    depth: (entries: string, capacity: string, bytes: string, capacityBytes: string) =>
      `${entries} of ${capacity} entries · ${bytes} of ${capacityBytes}`,
  },

  quarantine: {
    title: 'Quarantine',
    none: 'Everything received could be read.',
    older: (rest: string) => `Show older (${rest} more)`,
    after: 'Stood in the source after',
    beginning: 'the beginning',
    form: 'Shown as',
    text: 'Text',
    hex: 'Hex',
    copyHex: 'Copy as hex',
    bytes: 'Bytes',
    cut: (shown: string, whole: string) => `The first ${shown} of ${whole} are kept.`,
  },

  settings: {
    title: 'Settings',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    timeZone: 'Time zone',
    timeZones: { local: (zone: string) => `Local (${zone})`, utc: 'UTC' },
    timeZoneHint: 'For display and for the ranges you type. Stored times are always UTC.',
    singleKeys: 'Single-key shortcuts',
    singleKeysHint: 'Off: only keys with Ctrl act, for speech input and shaky hands.',
    about: 'About',
    version: 'Version',
    dataDir: 'Data folder',
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    open: 'Keyboard shortcuts',
    openHint: 'Keyboard shortcuts (?)',
    close: 'Close',
    hint: 'Single keys can be turned off in Settings.',
    list: [
      { keys: ['Space'], action: 'Pause or resume' },
      { keys: ['End'], action: 'Jump to newest and follow' },
      { keys: ['Home'], action: 'Jump to oldest' },
      { keys: ['↑', '↓'], action: 'Choose an entry, in the list' },
      { keys: ['Esc'], action: 'Close details, clear search' },
      { keys: ['e', 'E'], action: 'Next, previous error' },
      { keys: ['w', 'W'], action: 'Next, previous warning' },
      { keys: ['/', 'Ctrl F'], action: 'Search' },
      { keys: ['Ctrl E'], action: 'Export what is shown' },
      { keys: ['?', 'F1'], action: 'This help' },
    ],
  },
} as const;
