/** The status bar. */
export const statusBar = {
  status: {
    name: 'Capture status',
    noCapture: 'Not capturing: only the store is shown',
    elsewhere: (words: string) => `Captured by another Hydrant${words === '' ? '' : `: ${words}`}`,
    noSource: 'No source',
    perSecond: (rate: string) => `${rate}/s`,
    /** One of several sources. */
    source: (spec: string, state: string) => `${spec}: ${state.toLowerCase()}`,
    zone: { name: 'times in', hint: (zone: string) => `All times are shown in ${zone}` },
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
};
