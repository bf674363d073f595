import { SEVERITY_WORDS } from '#contract/severity.ts';
import type { SourceTarget } from '../listener/source-target.ts';
import type { SeverityDescription } from '../logic/severity-scale.ts';
import { WITHOUT_SEVERITY } from '../logic/severity-scale.ts';
import { SYSLOG_LEVELS, SYSLOG_SEVERITIES } from '../logic/syslog-levels.ts';
import { MACOS_SEVERITIES } from './macos/macos-severity.ts';
import { HTTP_CLASSES } from './text-log/http-status.ts';
import { LOGGER_NUMBERS, OTEL_NUMBERS, PYTHON_LEVELS } from './text-log/severity-numbers.ts';
import { LOG_WORDS } from './text-log/severity-words.ts';
import { WINDOWS_SEVERITIES } from './windows/windows-severity.ts';

/** Of all formats of text logs: which of them a file has is told by its lines. */
const TEXT_LOG_SEVERITIES: SeverityDescription = {
  scales: [LOG_WORDS, LOGGER_NUMBERS, SYSLOG_LEVELS, PYTHON_LEVELS, OTEL_NUMBERS, HTTP_CLASSES],
  unknown: WITHOUT_SEVERITY,
  isCaseSensitive: false,
};

/** Of exported files; where a row has a raw severity that counts. */
const FILE_SEVERITIES: SeverityDescription = {
  scales: [
    {
      name: 'severity-names',
      reference: 'what Hydrant exports; journalctl(1), -p',
      words: [...SEVERITY_WORDS].toSorted(([, one], [, other]) => one - other),
      severityOf: (raw) => SEVERITY_WORDS.get(raw.trim().toLowerCase()),
    },
    // As a journal export has them.
    SYSLOG_LEVELS,
  ],
  unknown: WITHOUT_SEVERITY,
  isCaseSensitive: false,
};

/** How the source says how severe an entry is. null: it has no entries of its own. */
export function severitiesOf(target: SourceTarget): SeverityDescription | null {
  switch (target.kind) {
    case 'demo':
    case 'journal':
    case 'kernel':
    case 'syslog':
      return SYSLOG_SEVERITIES;
    case 'macos':
      return MACOS_SEVERITIES;
    case 'windows':
      return WINDOWS_SEVERITIES;
    case 'standard-input':
    case 'text-log':
      return TEXT_LOG_SEVERITIES;
    case 'file':
      return FILE_SEVERITIES;
    // Each log that it finds is a source.
    case 'log-folder':
      return null;
  }
}
