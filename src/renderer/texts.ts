import { pageTexts } from './texts/page-texts.ts';
import { plural } from './texts/plural.ts';

/**
 * Every word the user reads that does not come from the engine or the log. Sentences about a number take the number and
 * its formatted form.
 */
export const texts = {
  ...pageTexts,

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
} as const;
