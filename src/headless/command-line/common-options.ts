import type { OptionDefinition } from './command-definition.ts';

export const DATA_DIR: OptionDefinition = {
  name: 'data-dir',
  placeholder: 'DIR',
  help: 'folder of the store (default: this user’s data folder)',
};

export const SOURCE: OptionDefinition = {
  name: 'source',
  placeholder: 'SPEC',
  isRepeatable: true,
  help: 'journal (this machine’s), journal:PATH (a journal file or folder), ssh:USER@HOST (another host’s journal), kernel (the kernel’s ring buffer), macos or macos:LEVEL (default, info, debug), windows or windows:CHANNEL, syslog (what others send to 127.0.0.1:5514, over UDP and TCP), syslog:udp://HOST:PORT, syslog:tcp://… or syslog:tls://…?cert=FILE&key=FILE (127.0.0.1 unless said otherwise), demo (a made-up machine), - (a text log on standard input), or file:PATH (a text log, a folder or glob of them, or an exported file); repeatable (default: journal; where there is none /var/log/syslog, /var/log/messages or kernel)',
};

export const LOG_FORMAT: OptionDefinition = {
  name: 'log-format',
  placeholder: 'FORMAT',
  help: 'how the lines of text logs are read: rfc5424, rfc3164, rsyslog, access-log, json-lines, logfmt, or a pattern such as "{time:%y%m%d-%H%M%S} - {severity}: {message}" (default: told by the lines)',
};

export const KEEP: OptionDefinition = {
  name: 'keep',
  placeholder: 'SEVERITY',
  help: 'store entries of this severity and worse; what is dropped is counted (default: debug, all)',
};

/** Where the view is served. */
export const LISTENING: readonly OptionDefinition[] = [
  { name: 'host', placeholder: 'ADDRESS', help: 'address to listen on (default: 127.0.0.1)' },
  {
    name: 'port',
    placeholder: 'PORT',
    help: 'port to listen on; 0: any free one (default: 7100, or the next free one)',
  },
  { name: 'open', help: 'open the browser' },
];

export const JSON_OUTPUT: OptionDefinition = { name: 'json', help: 'print one JSON object' };

/** Which entries are meant: what `tail`, `export` and `schedules add` share. */
export const FILTERS: readonly OptionDefinition[] = [
  {
    name: 'since',
    placeholder: 'TIME',
    help: 'from this time on: 2026-11-22, "2026-11-22 17:30", 17:30, yesterday, "2h ago", -15m, @1795339501',
  },
  { name: 'until', placeholder: 'TIME', help: 'before this time' },
  {
    name: 'severity',
    placeholder: 'LIST',
    help: 'exactly these (error,warning), or one and worse (warning+)',
  },
  { name: 'search', placeholder: 'TEXT', help: 'words and "phrases" of the message' },
  { name: 'unit', placeholder: 'NAME', isRepeatable: true, help: 'only this unit; repeatable' },
  { name: 'identifier', placeholder: 'NAME', isRepeatable: true, help: 'only this identifier; repeatable' },
  { name: 'host', placeholder: 'NAME', isRepeatable: true, help: 'only this host; repeatable' },
  {
    name: 'where',
    placeholder: 'EXPRESSION',
    help: 'an expression of the query language, as in the search box',
  },
  { name: 'saved', placeholder: 'NAME', help: 'a query that was saved in the view; other filters narrow it' },
];
