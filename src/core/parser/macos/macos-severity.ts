/** A severity on the common scale, and what the source said. */
export interface MacosSeverity {
  severity: number;
  /** '' when it said nothing. */
  raw: string;
}

const INFO = 6;
const NOTICE = 5;
/** A raw severity is shown beside the entry: the field itself is kept whole. In bytes. */
const MAX_RAW_BYTES = 64;
/** macOS has no warnings. Source: os_log_type_t; Default as notice, as agents for macOS do. */
const KNOWN = new Map<string, MacosSeverity>(
  Object.entries({ Fault: 2, Error: 3, Default: NOTICE, Info: INFO, Debug: 7 }).map(([raw, severity]) => [
    raw,
    { raw, severity },
  ]),
);

/** Of an entry without messageType, as activities and signposts are. */
export const NO_MACOS_SEVERITY: MacosSeverity = { severity: INFO, raw: '' };

/** What the messageType `bytes[start, end)` means. One that is not known is like Default. */
export function macosSeverity(bytes: Buffer, start: number, end: number): MacosSeverity {
  const raw = bytes.toString('utf8', start, Math.min(end, start + MAX_RAW_BYTES));
  return KNOWN.get(raw) ?? { raw, severity: NOTICE };
}
