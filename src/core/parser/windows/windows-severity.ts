import type { SeverityDescription, SeverityScale, SeverityWord } from '../../logic/severity-scale.ts';
import { WITHOUT_SEVERITY } from '../../logic/severity-scale.ts';

/** Audits have level 0 and their result here. Source: winmeta.xml, WINEVENT_KEYWORD_AUDIT_FAILURE and _SUCCESS. */
const AUDIT_FAILURE = 1n << 52n;
const AUDIT_SUCCESS = 1n << 53n;
/** As the Event Viewer shows these keywords. */
const FAILED_AUDIT = 'Audit Failure';
const PASSED_AUDIT = 'Audit Success';
const HEXADECIMAL = /^0x[0-9a-f]{1,16}$/i;
const LOG_ALWAYS = '0';

const LEVELS: readonly SeverityWord[] = [
  ['1', 2],
  ['2', 3],
  ['3', 4],
  ['4', 6],
  ['5', 7],
  [LOG_ALWAYS, 6],
  [FAILED_AUDIT, 4],
  [PASSED_AUDIT, 6],
];
const KNOWN = new Map(LEVELS);

const WINDOWS_LEVELS: SeverityScale = {
  name: 'windows-levels',
  reference: 'Microsoft, StandardEventLevel and the audit keywords of winmeta.xml; 0 is LogAlways',
  words: LEVELS,
  severityOf: (raw) => KNOWN.get(raw),
};

/** How Windows says it: by Level, and of an audit by its result. A level that a provider invented (16 to 255) counts as info. */
export const WINDOWS_SEVERITIES: SeverityDescription = {
  scales: [WINDOWS_LEVELS],
  unknown: WITHOUT_SEVERITY,
  isCaseSensitive: true,
};

/**
 * What an event says of its severity.
 * @param level - As the event has it; '' when it has none.
 * @param keywords - A hexadecimal number of 64 bits.
 */
export function statedWindowsSeverity(level: string, keywords: string): string {
  if (level !== LOG_ALWAYS || !HEXADECIMAL.test(keywords)) return level;
  const bits = BigInt(keywords);
  if ((bits & AUDIT_FAILURE) !== 0n) return FAILED_AUDIT;
  return (bits & AUDIT_SUCCESS) === 0n ? level : PASSED_AUDIT;
}

/** The severity on the common scale. */
export function windowsSeverity(stated: string): number {
  return KNOWN.get(stated) ?? WINDOWS_SEVERITIES.unknown;
}
