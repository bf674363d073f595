import type {
  EntryOrder,
  NamedTextLogFormat,
  TextLogFormat,
} from '../../../listener/text-log/text-log-format.ts';
import { APPLICATION_PATTERNS } from '../patterns/application-patterns.ts';
import type { FormatScore } from './score-format.ts';

const NAMES: Readonly<Record<NamedTextLogFormat, string>> = {
  rfc5424: 'syslog as in RFC 5424',
  rfc3164: 'traditional syslog, as in RFC 3164',
  rsyslog: 'syslog with times as in RFC 3339, as rsyslog writes its files',
  'access-log': 'an access log of a web server',
  'json-lines': 'JSON Lines',
  logfmt: 'logfmt',
};
const MAX_QUOTED = 120;

/** What a format is called in sentences. */
export function formatWords(format: TextLogFormat): string {
  if (format.name !== 'pattern') return NAMES[format.name];
  const [pattern = ''] = format.patterns;
  const known = APPLICATION_PATTERNS.find((one) => one.pattern === pattern)?.example;
  return known === undefined ? `lines like ${pattern}` : `lines like ${pattern} (${known})`;
}

/** What was seen in a sample, for the Sources view and `doctor`: a sentence each, the most important first. */
export function describeDetection(format: TextLogFormat, seen: FormatScore, order: EntryOrder): string[] {
  const { beginnings, furtherLines, strangeLines, firstBeginning, firstStrange } = seen;
  const findings = [`It looks like ${formatWords(format)}.`];
  const further = furtherLines === 0 ? '' : `, ${count(furtherLines, 'line')} that continue one`;
  findings.push(`${count(beginnings, 'line')} of the sample begin an entry${further}.`);
  if (firstBeginning !== null)
    findings.push(`Line ${String(firstBeginning.number)}: ${quote(firstBeginning.text)}`);
  if (firstStrange !== null) {
    const first = `the first is line ${String(firstStrange.number)}: ${quote(firstStrange.text)}`;
    findings.push(
      `${count(strangeLines, 'line')} begin none and do not look as if they continued one; ${first}`,
    );
  }
  if (order === 'newest-first') findings.push('The newest entry comes first.');
  if (seen.times === 0) findings.push('No line says when it was written.');
  else {
    if (!seen.hasYears)
      findings.push('Its times have no year: it is inferred from when the file was written.');
    if (!seen.hasZones) findings.push("Its times have no zone: this machine's is assumed.");
  }
  if (seen.severities === 0) findings.push('No line says how severe it is.');
  return findings;
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function quote(text: string): string {
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED).toWellFormed()}…` : text;
}
