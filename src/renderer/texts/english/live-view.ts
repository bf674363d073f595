import { plural } from '../plural.ts';

/** The live view, save for the search box and the details. */
export const liveView = {
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
    follow: {
      following: 'Following',
      paused: 'Paused by you',
      scrolled: 'Scrolled back',
      reading: 'Held while you read',
    },
    followHints: {
      following: 'The list moves with the log',
      paused: 'The list stands still until you resume; entries are captured all the same',
      scrolled: 'The list stands still because you left the newest entry',
      reading: 'The list stands still while an entry is open',
    },
    capture: {
      troubled: 'Following, with a problem',
      troubledShort: 'A problem',
      stopped: 'Listener stopped',
      paused: 'Sources paused',
      complete: 'Read to the end',
      none: 'Not capturing',
    },
    pause: 'Pause',
    resume: 'Resume',
    jumpToNewest: 'Jump to newest',
    jumpToNewestHint: 'Show the newest entries and follow',
    export: 'Export…',
    newEntries: (formatted: string) => `${formatted} new`,
    noSeverity: 'The source stated no severity',
    rawSeverity: (raw: string) => `The source stated the severity “${raw}”`,
    bookmarked: 'Bookmarked',
    late: (duration: string) => `Came ${duration} after it was logged, when later entries were here already`,
    expand: 'Show the whole message',
    collapse: 'Show one line of the message',
    showAllInDetails: 'Show all in details',
    openInFull: (size: string) => `Cut here: the message has ${size}. Open in full`,
    repeats: (formatted: string) => `×${formatted}`,
    repeatsHint: (formatted: string, first: string, last: string) =>
      `${formatted} times, from ${first} to ${last}`,
    selection: {
      name: 'Selected entries',
      count: (formatted: string) => `${formatted} selected`,
      all: (formatted: string) => `All ${formatted} selected`,
      allUncounted: 'All selected',
      moreThan: (formatted: string) => `More than ${formatted} selected`,
      several: 'Several selected',
      copy: 'Copy',
      copyCsv: 'Copy as CSV',
      copyJson: 'Copy as JSON',
      export: 'Export…',
      tooScattered:
        'Not exported: the selected entries are too scattered for one query. Select fewer, or narrow the search down instead.',
      clear: 'Clear selection',
      copied: (count: number, formatted: string) =>
        `Copied ${formatted} ${plural(count, 'entry', 'entries')}`,
      copiedPart: (formatted: string) =>
        `Copied only the first ${formatted} entries: that is all the clipboard gets. Export has no limit.`,
      failed: (message: string) => `Not copied: ${message}`,
      commands: {
        selectAll: 'Select all entries shown',
        clear: 'Select only the current entry',
        copy: 'Copy selected entries',
        copyCsv: 'Copy selected entries as CSV',
        copyJson: 'Copy selected entries as JSON Lines',
        export: 'Export selected entries…',
      },
    },
  },

  empty: {
    loading: 'Reading…',
    nothing: 'Nothing here yet',
    nothingWords: (listening: string) =>
      `${listening === '' ? 'Hydrant is listening' : listening}. New entries appear here by themselves.`,
    notCaptured: 'Nothing is captured: a source is added, or resumed, in the Sources view.',
    paused: 'Paused',
    pausedNothing: 'The list is paused. Entries are still captured and stored; resume to see them.',
    pausedWords: (count: number, formatted: string) =>
      `${formatted} ${plural(count, 'entry was', 'entries were')} stored since you paused.`,
    searching: 'Nothing found yet',
    searchingWords: (time: string | null) =>
      time === null ? 'The search goes on.' : `Searched back to ${time}; the search goes on.`,
    endSearch: 'End the search',
    complete: 'No entries',
    unreadableWords: (count: number, formatted: string) =>
      `${formatted} ${plural(count, 'row', 'rows')} could not be read: the sources view shows why.`,
    filtered: 'No entry matches',
    filteredWords: (formatted: string) => `None of the ${formatted} stored entries passes the filter.`,
  },

  gap: {
    inList: (interval: string, reason: string, lost: number | null, formatted: string) =>
      `Not captured${interval === '' ? '' : ` ${interval}`}: ${reason}${lost === null ? '' : ` (${formatted} ${plural(lost, 'entry', 'entries')})`}`,
    between: (from: string, until: string) => `${from}\u2013${until}`,
    since: (time: string) => `from ${time}`,
    upTo: (time: string) => `until ${time}`,
    title: 'Gaps',
    none: 'No interval is known in which entries could not be captured.',
    source: 'Source',
    from: 'From',
    until: 'Until',
    lost: 'Lost entries',
    reason: 'Reason',
    unknown: 'unknown',
  },

  jumpToTime: {
    title: 'Jump to a time',
    name: (zone: string) => `Time (${zone})`,
    placeholder: 'yesterday 17:30',
    examplesName: 'Examples',
    examples: ['10min ago', '2h ago', '06:00', 'yesterday', 'yesterday 17:30'] as readonly string[],
    go: 'Jump',
    nothing: 'No entry passes the filter.',
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

  facets: {
    name: 'Facets',
    toggle: 'Facets',
    toggleHint: 'Units, hosts and other values of what is shown',
    command: 'Show or hide the facets',
    close: 'Close facets',
    resize: 'Width of the facets',
    fields: { unit: 'Unit', identifier: 'Identifier', host: 'Host', boot: 'Boot', source: 'Source' },
    none: '(none)',
    noValues: 'What is shown has no values.',
    counting: 'Counting…',
    failed: 'The values cannot be counted',
    boot: (since: string) => `since ${since}`,
    /** Behind the value, for screen readers. */
    valueWords: (count: number, formatted: string) =>
      `, ${formatted} ${plural(count, 'entry', 'entries')}; Enter shows only these, Alt+Enter hides them`,
    includedWords: (count: number, formatted: string) =>
      `, ${formatted} ${plural(count, 'entry', 'entries')}, only these are shown; Enter shows all again`,
    excludedWords: ', hidden; Enter shows them again',
    valueHint: 'Click: only these · Alt-click: hide these',
    includedHint: 'Click: show all again',
    excludedHint: 'Hidden; click: show them again',
    more: (count: number) => `${String(count)} more`,
    fewer: 'Fewer',
    find: (field: string) => `Find in ${field.toLowerCase()}`,
    beyond: (formatted: string) => `Of ${formatted} values those with the most entries are here.`,
  },

  columns: {
    titles: {
      time: 'Time',
      relative: 'Ago',
      delta: 'Delta',
      severity: 'Severity',
      host: 'Host',
      unit: 'Unit',
      process: 'Process',
      identifier: 'Identifier',
      pid: 'PID',
      source: 'Source',
      id: 'Number',
      message: 'Message',
    },
    /** What the chooser says of a column whose title does not say it all. */
    hints: {
      relative: 'how long ago',
      delta: 'since the entry before it',
      process: 'identifier and process number',
      id: 'place in the store',
    } as Readonly<Record<string, string>>,
    relative: {
      now: 'now',
      seconds: (count: string) => `${count} s ago`,
      minutes: (count: string) => `${count} min ago`,
      hours: (count: string) => `${count} h ago`,
      days: (count: string) => `${count} d ago`,
      inFuture: 'in the future',
    },
    headHint:
      'Drag to move, drag the edge to resize, double-click the edge to fit. Keys: Alt with \u2190 \u2192 moves, Shift with \u2190 \u2192 resizes, Enter fits.',
    resize: (title: string) => `Width of ${title}`,
    view: 'View',
    viewName: 'How the list looks',
    density: 'Density',
    wrapsLines: 'Wrap long lines',
    foldsRepeats: 'Fold repeats',
    foldsRepeatsHint: 'Identical neighbours become one row with a count',
    timeZone: 'Times are shown in',
    title: 'Columns',
    orderHint: 'Drag, or press Alt with \u2191 or \u2193, to change the order.',
    addRaw: 'Add a raw field',
    addRawExample: 'CODE_FILE',
    add: 'Add',
    mostRaw: (count: string) => `At most ${count} raw fields can be shown at once.`,
    reset: 'Default columns',
    resetCommand: 'Show the default columns',
  },

  unread: {
    since: (time: string) => `Since you last looked, ${time}`,
    counts: (errors: string, warnings: string, others: string) => `${errors}, ${warnings}, ${others}`,
    errors: (count: number, formatted: string) => `${formatted} ${plural(count, 'error', 'errors')}`,
    warnings: (count: number, formatted: string) => `${formatted} ${plural(count, 'warning', 'warnings')}`,
    others: (count: number, formatted: string) => `${formatted} ${plural(count, 'other', 'others')}`,
    show: 'Show',
    dismiss: 'Dismiss',
    dismissHint: 'Take the divider away',
  },

  announcements: {
    name: 'New errors and warnings',
    errors: (count: number, formatted: string) => `${formatted} new ${plural(count, 'error', 'errors')}`,
    warnings: (count: number, formatted: string) =>
      `${formatted} new ${plural(count, 'warning', 'warnings')}`,
    all: (parts: readonly string[]) => parts.join(', '),
    isOn: (isOn: boolean) =>
      isOn ? 'New errors and warnings are announced' : 'New errors and warnings are not announced',
  },
};
