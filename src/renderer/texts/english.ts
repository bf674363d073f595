import type { SourceCounters } from '#contract/status.ts';
import { plural } from './plural.ts';

/**
 * The catalogue: every word the user reads that does not come from the engine or the log. Sentences about a number take the
 * number and its formatted form. A translation is one more file like this one.
 */
export const english = {
  appName: 'Hydrant',
  documentTitle: (view: string) => `${view} · Hydrant`,

  navigation: { name: 'Views', live: 'Live', export: 'Export', sources: 'Sources', settings: 'Settings' },

  /** By number, 0 to 7. */
  severity: [
    'Emergency',
    'Alert',
    'Critical',
    'Error',
    'Warning',
    'Notice',
    'Info',
    'Debug',
  ] as readonly string[],

  /** The same, for a narrow window: each is the beginning of its word. */
  severityShort: ['Emerg', 'Alert', 'Crit', 'Error', 'Warn', 'Notice', 'Info', 'Debug'] as readonly string[],

  connection: {
    connecting: 'Connecting…',
    lostShort: 'Connection lost',
    lost: 'The connection to Hydrant is lost. It is tried again by itself.',
    lostRemedy: 'If Hydrant was started anew, open the address that it printed: every start has its own.',
  },

  copy: {
    done: 'Copied',
    refused: 'The clipboard cannot be written to',
    command: 'Copy command',
    value: (name: string) => `Copy ${name}`,
  },

  problem: {
    cannotShow: 'The entries cannot be shown',
    cannotRead: (spec: string) => `Hydrant cannot read the source “${spec}”`,
    source: (spec: string) => `Source ${spec}`,
    tryAgain: 'Try again',
    trying: 'Trying again',
    hide: 'Hide',
  },

  search: {
    name: 'Search',
    placeholder: 'Search the whole history',
    clear: 'Clear search',
  },

  filter: {
    severities: 'Severities',
    presetsName: 'Severity presets',
    presets: { all: 'All', 'warnings-and-errors': 'Warnings and errors', errors: 'Errors' },
    total: (count: number, formatted: string) => `${formatted} ${plural(count, 'entry', 'entries')}`,
    clear: 'Clear filters',
    andWorseHint: (severity: string) => `Alt-click or Shift+Enter: ${severity.toLowerCase()} and worse`,
  },

  live: {
    listName: 'Log entries',
    columnTime: 'Time',
    columnSeverity: 'Severity',
    columnHost: 'Host',
    columnUnit: 'Unit',
    columnProcess: 'Process',
    columnMessage: 'Message',
    follow: {
      following: 'Following',
      paused: 'Paused by you',
      scrolled: 'Scrolled back',
      reading: 'Held while you read',
    },
    followTroubled: 'Following, with a problem',
    pause: 'Pause',
    resume: 'Resume',
    jumpToNewest: 'Jump to newest',
    jumpToNewestHint: 'Show the newest entries and follow (End)',
    export: 'Export…',
    newEntries: (formatted: string) => `${formatted} new`,
    worst: (severity: string) => `worst: ${severity.toLowerCase()}`,
    noSeverity: 'The source stated no severity',
    rawSeverity: (raw: string) => `The source stated the severity “${raw}”`,
    noNextError: 'No later error',
    noPreviousError: 'No earlier error',
    noNextWarning: 'No later warning',
    noPreviousWarning: 'No earlier warning',
  },

  empty: {
    loading: 'Reading…',
    nothing: 'Nothing here yet',
    nothingWords: (listening: string) =>
      `${listening === '' ? 'Hydrant is listening' : listening}. New entries appear here by themselves.`,
    paused: 'Paused',
    pausedNothing: 'The list is paused. Entries are still captured and stored; resume to see them.',
    pausedWords: (count: number, formatted: string) =>
      `${formatted} ${plural(count, 'entry was', 'entries were')} stored since you paused.`,
    filtered: 'No entry matches',
    filteredWords: (formatted: string) => `None of the ${formatted} stored entries passes the filter.`,
  },

  gap: {
    inList: (lost: number | null, interval: string, reason: string) =>
      `Gap${interval === '' ? '' : ` ${interval}`}: ${lost === null ? 'entries' : `${String(lost)} ${plural(lost, 'entry', 'entries')}`} missing · ${reason}`,
    interval: (from: string | null, until: string | null) =>
      [from === null ? '' : `from ${from}`, until === null ? '' : `until ${until}`]
        .filter((part) => part !== '')
        .join(' '),
    title: 'Gaps',
    none: 'No interval is known in which entries could not be captured.',
    source: 'Source',
    from: 'From',
    until: 'Until',
    lost: 'Lost entries',
    reason: 'Reason',
    unknown: 'unknown',
  },

  details: {
    name: 'Entry details',
    title: 'Entry',
    content: 'All fields of the entry',
    copyText: 'Copy as text',
    copyJson: 'Copy as JSON',
    close: 'Close details',
    closeHint: 'Close (Esc)',
    resize: 'Width of the details',
    timeUtc: 'Time (UTC)',
    received: 'Received',
    severity: 'Severity',
    rawSeverity: 'Severity as stated',
    none: '(none)',
    host: 'Host',
    unit: 'Unit',
    identifier: 'Identifier',
    pid: 'PID',
    id: 'Number in store',
    position: 'Position in source',
    fields: (count: number) => `${String(count)} ${plural(count, 'raw field', 'raw fields')}`,
    gapBefore: (words: string) => `Before this entry: ${words}`,
    binaryMessage: 'The message is not valid UTF-8: bytes that are not text stand as \\xHH.',
    wholeMessage: (size: string) => `The whole message has ${size}.`,
    base64: 'Not UTF-8: shown in Base64',
    cut: (size: string) => `cut; the whole value has ${size}`,
    showAll: (size: string) => `Show all of it (${size})`,
  },

  status: {
    name: 'Capture status',
    noCapture: 'Not capturing: only the store is shown',
    elsewhere: (words: string) => `Captured by another Hydrant${words === '' ? '' : `: ${words}`}`,
    noSource: 'No source',
    perSecond: (rate: string) => `${rate}/s`,
    figures: {
      rate: { name: 'rate', hint: 'Entries stored per second over the last few seconds' },
      lag: { name: 'lag', hint: 'From the newest entry’s own time until it was stored' },
      queue: {
        name: 'queue',
        hint: 'Entries waiting between the stages; a full queue makes the source wait',
      },
      stored: { name: 'stored', hint: 'Entries in the store' },
      quarantined: { name: 'quarantined', hint: 'Received, but could not be read as an entry: see Sources' },
      gaps: { name: 'gaps', hint: 'Intervals that could not be captured: see Sources' },
      database: { name: 'database', hint: 'Size of the store on disk' },
    },
  },

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

  /** Key presses as people write them. */
  keyNames: {
    ' ': 'Space',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
    PageUp: 'Page Up',
    PageDown: 'Page Down',
    Control: 'Ctrl',
    Meta: '⌘',
  } as Readonly<Record<string, string>>,

  commands: {
    groups: {
      view: 'Views',
      follow: 'Follow',
      go: 'Go to',
      filter: 'Filter',
      entry: 'Entry',
      list: 'List',
      app: 'Hydrant',
    },
  },

  histogram: {
    name: 'Entries over time',
    toggle: 'Histogram',
    commandTitle: 'Show or hide the histogram',
    shownHint: 'Hide the histogram (i)',
    hiddenHint: 'Show the histogram (i)',
    keysHint:
      'Arrow left and right: other bar. With Shift: choose a range. Arrow up and down: zoom. Space: go there in the list. Enter: only this range. Escape: undo.',
    nothing: 'No entries',
    interval: (from: string, until: string) => `${from} to ${until}`,
    shortInterval: (from: string, until: string) => `${from}–${until}`,
    since: (time: string) => `from ${time}`,
    upTo: (time: string) => `until ${time}`,
    value: (...parts: readonly string[]) => parts.join(', '),
    entries: (count: number, formatted: string) => `${formatted} ${plural(count, 'entry', 'entries')}`,
    /** By severity, for a number of entries. */
    ofSeverity: [
      (count: number, formatted: string) => `${formatted} ${plural(count, 'emergency', 'emergencies')}`,
      (count: number, formatted: string) => `${formatted} ${plural(count, 'alert', 'alerts')}`,
      (_count: number, formatted: string) => `${formatted} critical`,
      (count: number, formatted: string) => `${formatted} ${plural(count, 'error', 'errors')}`,
      (count: number, formatted: string) => `${formatted} ${plural(count, 'warning', 'warnings')}`,
      (count: number, formatted: string) => `${formatted} ${plural(count, 'notice', 'notices')}`,
      (_count: number, formatted: string) => `${formatted} info`,
      (_count: number, formatted: string) => `${formatted} debug`,
    ] as readonly ((count: number, formatted: string) => string)[],
    chosen: 'Chosen range',
    zoom: 'Zoom',
    onlyThis: 'Only this range',
    clear: 'Clear the chosen range',
    wholeRange: 'Whole range',
    wholeRangeHint: 'Show the whole range again (Esc)',
    noneThere: 'No entry matches there',
    removeRange: (words: string) => `Remove the time range ${words}`,
  },
  scrollbar: {
    name: 'Place in the result',
    value: (time: string, percent: string) => `${time}, ${percent} %`,
  },
  facets: {},
  savedQueries: {},
  bookmarks: {},
  columns: {},
  unread: {},
  context: {},
  announcements: {},
} as const;
