import type { EntryHeading } from '../entry-heading.ts';
import type { LineFormat, LineReading } from '../line-format.ts';
import { readBsdTime } from '../times/read-bsd-time.ts';
import { readHostAndTag, readPri } from './syslog-parts.ts';

/**
 * `[<PRI>]Nov 22 09:34:25 HOST TAG[PID]: message`: RFC 3164 section 4, and rsyslog's and syslog-ng's traditional files, which have no PRI.
 * After a PRI the time may be missing too; then everything is message, as section 4.3.3 says.
 */
export class Rfc3164Format implements LineFormat {
  read(line: string, heading: EntryHeading): LineReading {
    const at = readPri(line, heading);
    heading.timeName = 'SYSLOG_TIMESTAMP';
    const end = readBsdTime(line, at, heading.time);
    if (end < 0) {
      if (at === 0) return 'continues';
      heading.time.clear();
      heading.messageStart = at;
      return 'begins';
    }
    readHostAndTag(line, end, heading);
    return 'begins';
  }
}
