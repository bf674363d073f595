import type { EntryHeading } from '../entry-heading.ts';
import type { LineFormat, LineReading } from '../line-format.ts';
import { readIsoTime } from '../times/read-iso-time.ts';
import { readHostAndTag, readPri } from './syslog-parts.ts';

const BLANK = 32;

/**
 * `[<PRI>]2026-11-22T09:04:11.714626+00:00 HOST TAG[PID]: message`: rsyslog's RSYSLOG_FileFormat (high precision, what Debian 12 and
 * later write) and its ForwardFormat, syslog-ng's ISO dates. Source: rsyslog docs, "Templates", "Reserved Template Names".
 */
export class RsyslogFormat implements LineFormat {
  read(line: string, heading: EntryHeading): LineReading {
    const at = readPri(line, heading);
    heading.timeName = 'SYSLOG_TIMESTAMP';
    const end = readIsoTime(line, at, heading.time);
    if (end < 0 || line.charCodeAt(end) !== BLANK) return 'continues';
    readHostAndTag(line, end, heading);
    return 'begins';
  }
}
