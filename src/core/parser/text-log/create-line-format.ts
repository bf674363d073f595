import type { TextLogFormat } from '../../listener/text-log/text-log-format.ts';
import { AccessLogFormat } from './formats/access-log-format.ts';
import { JsonLinesFormat } from './formats/json-lines-format.ts';
import { LogfmtFormat } from './formats/logfmt-format.ts';
import { PatternFormat } from './formats/pattern-format.ts';
import { Rfc3164Format } from './formats/rfc3164-format.ts';
import { Rfc5424Format } from './formats/rfc5424-format.ts';
import { RsyslogFormat } from './formats/rsyslog-format.ts';
import type { LineFormat } from './line-format.ts';

/** What reads the lines of this format. @throws AppError `request.invalid` when a pattern means nothing. */
export function createLineFormat(format: TextLogFormat): LineFormat {
  switch (format.name) {
    case 'rfc5424':
      return new Rfc5424Format();
    case 'rfc3164':
      return new Rfc3164Format();
    case 'rsyslog':
      return new RsyslogFormat();
    case 'access-log':
      return new AccessLogFormat();
    case 'json-lines':
      return new JsonLinesFormat();
    case 'logfmt':
      return new LogfmtFormat();
    case 'pattern':
      return new PatternFormat(format.patterns, format.knownSeveritiesOnly);
  }
}
