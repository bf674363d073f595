import type { SeverityScaleName } from '#contract/source-severities.ts';

/** What the words of a source stand for. */
export const severities = {
  severities: {
    title: 'Severities',
    summary: 'What its own words stand for',
    explain:
      'A change holds for entries that come from now on: what is stored stays as it is. The source’s own word is always kept beside the severity.',
    /** Of a folder or a glob. */
    ofItsLogs: 'Each log that it finds is a source with severities of its own.',
    elsewhere: 'They can be changed where this source is captured, not here.',
    lookedAt: (entries: number, formatted: string) =>
      entries === 1 ? 'Seen: in the one entry stored.' : `Seen: in the newest ${formatted} entries.`,
    nothingSeen: 'Nothing of this source is stored yet.',
    word: 'Its word',
    usual: 'Usually',
    now: 'Stands for',
    seen: 'Seen',
    notTold: 'How these entries are stored does not tell how many',
    none: 'no severity',
    quoted: (word: string) => `“${word}”`,
    nameOf: (word: string) => `What ${word} stands for`,
    backToUsual: 'Back to usual',
    backToUsualOf: (word: string, usual: string) => `${word} back to usual: ${usual}`,
    changed: (word: string, severity: string) => `From now on ${word} stands for ${severity}`,
    showAll: (formatted: string) => `Show all ${formatted} words`,
    showSeen: 'Show only words that were seen or changed',
    reference: (text: string) => `By ${text}`,
    scales: {
      'syslog-levels': 'Levels of syslog',
      'macos-types': 'Types of macOS',
      'windows-levels': 'Levels of Windows',
      'severity-names': 'Names of severities',
      'log-words': 'Words',
      'logger-numbers': 'Numbers of pino and bunyan',
      'python-levels': 'Numbers of Python (levelno)',
      'opentelemetry-numbers': 'Numbers of OpenTelemetry (SeverityNumber)',
      'http-status': 'Classes of HTTP’s status',
    } satisfies Record<SeverityScaleName, string>,
    others: 'Other words, and none',
    silent: 'Without a severity',
  },
};
