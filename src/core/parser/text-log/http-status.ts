import type { SeverityScale, SeverityWord } from '../../logic/severity-scale.ts';
import { WITHOUT_SEVERITY } from '../../logic/severity-scale.ts';

const CLASSES: readonly SeverityWord[] = [
  ['1xx', 6],
  ['2xx', 6],
  ['3xx', 6],
  ['4xx', 4],
  ['5xx', 3],
];
const KNOWN = new Map(CLASSES);

/** The classes of HTTP's status: an access log says how a request went, and nothing else of its severity. */
export const HTTP_CLASSES: SeverityScale = {
  name: 'http-status',
  reference:
    'RFC 9110, section 15: the fault of the client (4xx) as a warning, that of the server (5xx) as an error',
  words: CLASSES,
  severityOf: (raw) => KNOWN.get(raw),
};

/** The class of a status of three digits: `4xx`. */
export function classOfStatus(status: string): string {
  return `${status.slice(0, 1)}xx`;
}

export function severityOfClass(statusClass: string): number {
  return KNOWN.get(statusClass) ?? WITHOUT_SEVERITY;
}
