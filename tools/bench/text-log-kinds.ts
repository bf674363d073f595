/** A kind of text log, and the line of each number. */
export interface TextLogKind {
  name: string;
  /** Without line end. @param index - From 0; a hundred lines a second. */
  lineAt(index: number): string;
}

const FIRST_UNIX_MS = Date.UTC(2026, 10, 22, 9, 0, 0);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const PROGRAMS = ['systemd', 'sshd', 'CRON', 'kernel', 'postfix/smtpd', 'dockerd'];
const LEVELS = ['INFO', 'INFO', 'DEBUG', 'INFO', 'WARN', 'ERROR'];

function timeAt(index: number): Date {
  return new Date(FIRST_UNIX_MS + index * 10);
}

function clockAt(index: number): string {
  return timeAt(index).toISOString().slice(11, 19);
}

function programAt(index: number): string {
  return PROGRAMS[index % PROGRAMS.length] ?? '';
}

function levelAt(index: number): string {
  return LEVELS[index % LEVELS.length] ?? '';
}

function messageAt(index: number): string {
  return `Accepted publickey for bob from 127.0.0.${String(index % 250)} port ${String(20_000 + (index % 40_000))} ssh2`;
}

/** One of each format, as machines write them. */
export const TEXT_LOG_KINDS: readonly TextLogKind[] = [
  {
    name: 'rfc3164',
    lineAt(index) {
      const date = timeAt(index);
      const day = String(date.getUTCDate()).padStart(2);
      const heading = `${MONTHS[date.getUTCMonth()] ?? ''} ${day} ${clockAt(index)} web1`;
      return `${heading} ${programAt(index)}[${String(index % 3000)}]: ${messageAt(index)}`;
    },
  },
  {
    name: 'rsyslog',
    lineAt(index) {
      const time = timeAt(index).toISOString().replace('Z', '456+00:00');
      return `${time} web1 ${programAt(index)}[${String(index % 3000)}]: ${messageAt(index)}`;
    },
  },
  {
    name: 'rfc5424',
    lineAt(index) {
      const heading = `<${String(24 + (index % 8))}>1 ${timeAt(index).toISOString()} web1 ${programAt(index)}`;
      return `${heading} ${String(index % 3000)} - [a@1 b="${String(index)}" c="d"] ${messageAt(index)}`;
    },
  },
  {
    name: 'access log (combined)',
    lineAt(index) {
      const date = timeAt(index);
      const day = `${String(date.getUTCDate()).padStart(2, '0')}/${MONTHS[date.getUTCMonth()] ?? ''}`;
      const request = `"GET /articles/${String(index % 5000)}?page=2 HTTP/1.1" ${String([200, 200, 404, 500][index % 4])}`;
      const agent = '"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"';
      return `10.0.0.${String(index % 250)} - - [${day}/2026:${clockAt(index)} +0000] ${request} 5120 "https://example.org/" ${agent}`;
    },
  },
  {
    name: 'JSON Lines (pino)',
    lineAt(index) {
      return JSON.stringify({
        level: [30, 30, 20, 40, 50][index % 5],
        time: timeAt(index).getTime(),
        pid: 41,
        hostname: 'web1',
        req: { id: `r-${String(index)}`, method: 'GET', url: '/a' },
        responseTime: index % 300,
        msg: messageAt(index),
      });
    },
  },
  {
    name: 'logfmt',
    lineAt(index) {
      const heading = `time="${timeAt(index).toISOString()}" level=${levelAt(index).toLowerCase()}`;
      return `${heading} msg="${messageAt(index)}" component=auth attempt=${String(index % 9)}`;
    },
  },
  {
    name: 'application (Log4j)',
    lineAt(index) {
      const time = timeAt(index).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '');
      return `${time} ${levelAt(index).padEnd(5)} [http-${String(index % 8)}] com.example.Auth: ${messageAt(index)}`;
    },
  },
  {
    name: 'application, every sixth line a trace',
    lineAt(index) {
      if (index % 6 > 1) return `\tat com.example.Auth.check(Auth.java:${String(index % 500)})`;
      const time = timeAt(index).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '');
      return `${time} ${index % 6 === 1 ? 'ERROR' : 'INFO '} [http-1] com.example.Auth: ${messageAt(index)}`;
    },
  },
];
