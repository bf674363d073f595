import type { EntryHeading } from '../entry-heading.ts';
import type { LineFormat, LineReading } from '../line-format.ts';
import { readIsoTime } from '../times/read-iso-time.ts';
import { readStructuredData } from './structured-data.ts';
import { readPri } from './syslog-parts.ts';

const BLANK = 32;
const DASH = 45;
const BOM = '\uFEFF';
/** The same three bytes where each character is one. */
const BOM_BYTES = '\u00EF\u00BB\u00BF';

/**
 * `<PRI>1 TIMESTAMP HOSTNAME APP-NAME PROCID MSGID [SD] BOM message`: RFC 5424 section 6, and files by rsyslog's
 * RSYSLOG_SyslogProtocol23Format. In files the PRI may be missing. The mark that says UTF-8 is no part of the message.
 */
export class Rfc5424Format implements LineFormat {
  read(line: string, heading: EntryHeading): LineReading {
    const at = readPri(line, heading);
    heading.timeName = 'SYSLOG_TIMESTAMP';
    if (!line.startsWith('1 ', at)) {
      return at === 0 ? 'continues' : { unreadable: 'behind its <PRI> there is no version 1 of RFC 5424' };
    }
    const end = this.#readTime(line, at + 2, heading);
    if (end < 0) return at === 0 ? 'continues' : { unreadable: 'it has no time as RFC 5424 writes it' };
    const afterHost = wordEnd(line, end + 1);
    const afterProgram = wordEnd(line, afterHost + 1);
    const afterPid = wordEnd(line, afterProgram + 1);
    const afterMessageId = wordEnd(line, afterPid + 1);
    if (afterMessageId < 0) return { unreadable: 'a part of the heading of RFC 5424 is missing' };
    heading.host = word(line, end + 1, afterHost);
    heading.identifier = word(line, afterHost + 1, afterProgram);
    heading.pid = word(line, afterProgram + 1, afterPid);
    const messageId = word(line, afterPid + 1, afterMessageId);
    if (messageId !== '') heading.addField('SYSLOG_MSGID', messageId);
    return this.#readRest(line, afterMessageId + 1, heading);
  }

  #readTime(line: string, at: number, heading: EntryHeading): number {
    if (line.charCodeAt(at) === DASH && line.charCodeAt(at + 1) === BLANK) {
      heading.time.clear();
      return at + 1;
    }
    const end = readIsoTime(line, at, heading.time);
    return end >= 0 && line.charCodeAt(end) === BLANK ? end : -1;
  }

  #readRest(line: string, at: number, heading: EntryHeading): LineReading {
    const end = readStructuredData(line, at, heading);
    if (end < 0) return { unreadable: 'its structured data is none as RFC 5424 writes it' };
    if (end === line.length) {
      heading.message = null;
      return 'begins';
    }
    if (line.charCodeAt(end) !== BLANK) return { unreadable: 'something follows its structured data' };
    const bom = heading.isBytes ? BOM_BYTES : BOM;
    heading.messageStart = line.startsWith(bom, end + 1) ? end + 1 + bom.length : end + 1;
    return 'begins';
  }
}

/** Where the word at `at` ends; -1: there is none, or no `at`. */
function wordEnd(line: string, at: number): number {
  if (at <= 0) return -1;
  const end = line.indexOf(' ', at);
  return end > at ? end : -1;
}

/** '' for RFC 5424's nil. */
function word(line: string, at: number, end: number): string {
  return end === at + 1 && line.charCodeAt(at) === DASH ? '' : line.slice(at, end);
}
