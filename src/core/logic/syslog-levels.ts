import { SEVERITY_NAMES, type Severity } from '#contract/severity.ts';
import type { SeverityDescription, SeverityScale } from './severity-scale.ts';
import { WITHOUT_SEVERITY } from './severity-scale.ts';

const ZERO = 48;
const SEVERAL = /^[0-7](,[0-7])+$/;

/** A plain level of syslog, `0` to `7`; -1: it is none. */
export function plainLevel(stated: string): number {
  if (stated.length !== 1) return -1;
  const level = stated.charCodeAt(0) - ZERO;
  return level >= 0 && level <= 7 ? level : -1;
}

/** The level; of several, joined by commas, the worst. undefined: there is none. */
function severityOfLevels(stated: string): Severity | undefined {
  const level = plainLevel(stated);
  if (level >= 0) return level;
  return SEVERAL.test(stated) ? Math.min(...stated.split(',').map(Number)) : undefined;
}

/** The common scale itself, by its numbers. */
export const SYSLOG_LEVELS: SeverityScale = {
  name: 'syslog-levels',
  reference: 'RFC 5424, section 6.2.1, table 2; of several levels the worst counts',
  words: SEVERITY_NAMES.map((_, severity) => [String(severity), severity]),
  severityOf: severityOfLevels,
};

/** Of journald, the kernel and what is received as syslog. journald passes on whatever a client sends, so a word may be anything. */
export const SYSLOG_SEVERITIES: SeverityDescription = {
  scales: [SYSLOG_LEVELS],
  unknown: WITHOUT_SEVERITY,
  isCaseSensitive: true,
};
