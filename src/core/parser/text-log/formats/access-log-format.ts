import type { EntryHeading } from '../entry-heading.ts';
import { classOfStatus, severityOfClass } from '../http-status.ts';
import type { LineFormat, LineReading } from '../line-format.ts';
import { readClfTime } from '../times/read-clf-time.ts';
import { countDigits } from '../times/read-digits.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const BLANK = 32;
const REQUEST = /^([!#$%&'*+.^_`|~\w-]+) (\S+)(?: (\S+))?$/;

/**
 * Access logs of web servers in the Common and the Combined Log Format: `client ident user [time] "request" status bytes`, then
 * `"referer" "user agent"`, then whatever an administrator added. Sources: httpd.apache.org, mod_log_config; nginx.org,
 * ngx_http_log_module. A virtual host before the client, as Debian's apache2 has it in vhost_combined, is read too. The message is
 * the line from the request to the bytes.
 */
export class AccessLogFormat implements LineFormat {
  read(line: string, heading: EntryHeading): LineReading {
    const bracket = line.indexOf(' [');
    if (bracket < 0) return 'continues';
    const timeEnd = readClfTime(line, bracket + 2, heading.time);
    if (timeEnd < 0 || !line.startsWith('] "', timeEnd)) return 'continues';
    if (!readClient(line.slice(0, bracket), heading)) return 'continues';
    const requestStart = timeEnd + 2;
    const requestEnd = findQuoteEnd(line, requestStart);
    if (requestEnd < 0) return { unreadable: 'the quotes around its request do not end' };
    readRequest(line.slice(requestStart + 1, requestEnd), heading);
    const end = readStatusAndBytes(line, requestEnd + 1, heading);
    if (end < 0) return { unreadable: 'behind its request there is no status' };
    heading.message = line.slice(requestStart, end);
    readAdditions(line, end, heading);
    return 'begins';
  }
}

/** `client ident user`, and a virtual host before them; a user may have blanks in it. */
function readClient(text: string, heading: EntryHeading): boolean {
  const words = text.split(' ');
  const hasVirtualHost = words.length > 3 && /:\d{1,5}$/.test(words[0] ?? '') && words[2] === '-';
  const [client = '', ident = '', ...user] = hasVirtualHost ? words.slice(1) : words;
  if (client === '' || ident === '' || user.length === 0) return false;
  if (hasVirtualHost) heading.addField('vhost', words[0] ?? '', true);
  heading.addField('client', client);
  if (ident !== '-') heading.addField('ident', ident);
  const name = user.join(' ');
  if (name !== '-') heading.addField('user', name);
  return true;
}

/** What is no request of HTTP, such as `-` or the beginning of a TLS handshake, stands in the message only. */
function readRequest(request: string, heading: EntryHeading): void {
  const match = REQUEST.exec(request);
  if (match === null) return;
  const [, method = '', path = '', protocol] = match;
  heading.addField('method', method);
  heading.addField('path', path);
  if (protocol !== undefined) heading.addField('protocol', protocol);
}

/** @returns Where they end; -1: there is no status. */
function readStatusAndBytes(line: string, at: number, heading: EntryHeading): number {
  if (line.charCodeAt(at) !== BLANK || countDigits(line, at + 1) !== 3) return -1;
  const statusEnd = at + 4;
  const status = line.slice(at + 1, statusEnd);
  heading.addField('status', status);
  heading.impliedSeverity = classOfStatus(status);
  heading.severity = severityOfClass(heading.impliedSeverity);
  if (line.charCodeAt(statusEnd) !== BLANK) return statusEnd === line.length ? statusEnd : -1;
  const digits = countDigits(line, statusEnd + 1);
  const end = statusEnd + 1 + (digits > 0 ? digits : 1);
  const isNumber = digits > 0 || line[statusEnd + 1] === '-';
  if (!isNumber || (end < line.length && line.charCodeAt(end) !== BLANK)) return statusEnd;
  if (digits > 0) heading.addField('bytes', line.slice(statusEnd + 1, end));
  return end;
}

/** Referer and user agent; what else an administrator added is kept as it is. */
function readAdditions(line: string, at: number, heading: EntryHeading): void {
  let end = at;
  for (const name of ['referer', 'user_agent']) {
    if (!line.startsWith(' "', end)) break;
    const quoteEnd = findQuoteEnd(line, end + 1);
    if (quoteEnd < 0) break;
    const value = line.slice(end + 2, quoteEnd);
    if (value !== '-') heading.addField(name, value);
    end = quoteEnd + 1;
  }
  if (end < line.length) heading.addField('more', line.slice(end).replace(/^ /, ''));
}

/** Where the quotes that open at `at` close; a backslash escapes the character behind it. -1: they do not. */
function findQuoteEnd(line: string, at: number): number {
  for (let index = at + 1; index < line.length; index += 1) {
    const code = line.charCodeAt(index);
    if (code === BACKSLASH) index += 1;
    else if (code === QUOTE) return index;
  }
  return -1;
}
