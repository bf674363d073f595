/** Words of every view: names, severities, units, and what goes wrong. */
export const page = {
  appName: 'Hydrant',

  documentTitle: (view: string, file: string | null) =>
    file === null ? `${view} · Hydrant` : `${file} · ${view} · Hydrant`,

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

  /** Of sizes and durations. */
  units: {
    bytes: ['bytes', 'kB', 'MB', 'GB', 'TB'] as readonly string[],
    second: 's',
    minute: 'min',
    hour: 'h',
    day: 'd',
  },

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

  dialog: { close: 'Close' },

  problem: {
    cannotShow: 'The entries cannot be shown',
    cannotRead: (spec: string) => `Hydrant cannot read the source “${spec}”`,
    source: (spec: string) => `Source ${spec}`,
    tryAgain: 'Try again',
    trying: 'Trying again',
    hide: 'Hide',
  },
};
