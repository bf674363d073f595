import type { SeverityDescription, SeverityScale, SeverityWord } from '../../logic/severity-scale.ts';
import { WITHOUT_SEVERITY } from '../../logic/severity-scale.ts';

/** A severity on the common scale, and what the source said. */
export interface MacosSeverity {
  severity: number;
  /** '' when it said nothing. */
  raw: string;
}

const NOTICE = 5;
/** A raw severity is shown beside the entry: the field itself is kept whole. In bytes. */
const MAX_RAW_BYTES = 64;
/** macOS has no warnings. */
const TYPES: readonly SeverityWord[] = [
  ['Fault', 2],
  ['Error', 3],
  ['Default', NOTICE],
  ['Info', 6],
  ['Debug', 7],
];
const KNOWN = new Map(TYPES.map(([raw, severity]): [string, MacosSeverity] => [raw, { raw, severity }]));

const MACOS_TYPES: SeverityScale = {
  name: 'macos-types',
  reference: 'Apple, os_log_type_t; Default as notice, as agents for macOS do',
  words: TYPES,
  severityOf: (raw) => KNOWN.get(raw)?.severity,
};

/** How macOS' log says it: by messageType. One that is not known is like Default. */
export const MACOS_SEVERITIES: SeverityDescription = {
  scales: [MACOS_TYPES],
  unknown: NOTICE,
  isCaseSensitive: true,
};

/** Of an entry without messageType, as activities and signposts are. */
export const NO_MACOS_SEVERITY: MacosSeverity = { severity: WITHOUT_SEVERITY, raw: '' };

/** What the messageType `bytes[start, end)` means. */
export function macosSeverity(bytes: Buffer, start: number, end: number): MacosSeverity {
  const raw = bytes.toString('utf8', start, Math.min(end, start + MAX_RAW_BYTES));
  return KNOWN.get(raw) ?? { raw, severity: MACOS_SEVERITIES.unknown };
}
