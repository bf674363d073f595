import { z } from 'zod';

/**
 * The eight severities of syslog, worst first; the position in the list is the number.
 * Source: RFC 5424 section 6.2.1, table 2; journalctl(1) option -p.
 */
export const SEVERITY_NAMES = [
  'emergency',
  'alert',
  'critical',
  'error',
  'warning',
  'notice',
  'info',
  'debug',
] as const;

export type SeverityName = (typeof SEVERITY_NAMES)[number];

/** 0 (emergency) to 7 (debug): a smaller number is worse. */
export const severitySchema = z.int().min(0).max(7);
export type Severity = z.infer<typeof severitySchema>;

/** One count per severity; the index is the severity's number. */
export const severityCountsSchema = z.array(z.int().nonnegative()).length(8);
export type SeverityCounts = z.infer<typeof severityCountsSchema>;

/** The names, and the spellings that the tools of the field use for the same level. Source: journalctl(1) -p, syslog(3). */
export const SEVERITY_WORDS: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ...SEVERITY_NAMES.map((name, severity): [string, Severity] => [name, severity]),
  ['emerg', 0],
  ['panic', 0],
  ['crit', 2],
  ['err', 3],
  ['warn', 4],
  ['information', 6],
  ['informational', 6],
]);

export function severityName(severity: Severity): SeverityName {
  const name = SEVERITY_NAMES[severity];
  if (name === undefined) throw new RangeError(`severity must be 0 to 7, got ${String(severity)}`);
  return name;
}

/** Reads one level: a name, a usual short form or a digit 0 to 7. Returns undefined for anything else. */
export function parseSeverity(text: string): Severity | undefined {
  const word = text.trim().toLowerCase();
  return /^[0-7]$/.test(word) ? Number(word) : SEVERITY_WORDS.get(word);
}

/**
 * Reads a severity filter: `error,warning` means exactly these, `warning+` means warning and worse.
 * Returns the numbers in ascending order without repeats, or the first word that is no severity.
 */
export function parseSeverityList(text: string): Severity[] | { unknown: string } {
  const chosen = new Set<Severity>();
  for (const part of text.split(',')) {
    const word = part.trim();
    const andWorse = word.endsWith('+');
    const severity = parseSeverity(andWorse ? word.slice(0, -1) : word);
    if (severity === undefined) return { unknown: word };
    if (andWorse) for (let worse = 0; worse <= severity; worse += 1) chosen.add(worse);
    else chosen.add(severity);
  }
  return [...chosen].toSorted((a, b) => a - b);
}

export function emptySeverityCounts(): SeverityCounts {
  return [0, 0, 0, 0, 0, 0, 0, 0];
}
