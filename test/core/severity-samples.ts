import type { RunStart } from '#core/listener/listener.ts';
import type { SourceSpec } from '#core/listener/source-spec.ts';
import { packMessage, packedBytes, WHOLE } from '#core/listener/syslog-receiver/syslog-envelope.ts';
import type { TextLogFormat } from '#core/listener/text-log/text-log-format.ts';
import { entryText } from './journal-text.ts';
import { BOOT } from './kernel-lab.ts';
import { macosLine } from './macos-lines.ts';
import { textLogStart } from './text-log-lab.ts';
import { windowsEvent } from './windows-events.ts';

/** One way in which a kind of source says how severe an entry is. */
export interface SeveritySample {
  what: string;
  source: SourceSpec;
  run?: Partial<RunStart>;
  /** The bytes of the entry with this number, all of the same severity. */
  entry: (number: number) => Buffer | string;
  /** The word as the view lists it. */
  word: string;
  /** What is stored of it as usual. */
  usual: [severity: number, rawSeverity: string | null];
}

const JOURNAL: SourceSpec = {
  spec: 'journal:/lab',
  target: { kind: 'journal', journal: { kind: 'directory', path: '/lab' } },
};
const MACOS: SourceSpec = { spec: 'macos', target: { kind: 'macos', level: 'default' } };
const WINDOWS: SourceSpec = {
  spec: 'windows:System',
  target: { kind: 'windows', channel: 'System' },
};
const SYSLOG: SourceSpec = {
  spec: 'syslog:udp://127.0.0.1:5514',
  target: { kind: 'syslog', address: { transport: 'udp', host: '127.0.0.1', port: 5514 } },
};
const FILE: SourceSpec = { spec: 'file:/lab.csv', target: { kind: 'file', path: '/lab.csv' } };

function textLog(
  what: string,
  format: TextLogFormat,
  sample: Pick<SeveritySample, 'entry' | 'word' | 'usual'>,
) {
  return {
    what,
    source: {
      spec: 'file:/lab.log',
      target: { kind: 'text-log' as const, path: '/lab.log', format: null },
    },
    run: { textLog: textLogStart(format) },
    ...sample,
  };
}

const pattern = (text: string): TextLogFormat => ({
  name: 'pattern',
  patterns: [text],
  knownSeveritiesOnly: false,
});
const at = (number: number) => `2026-11-22T10:00:0${String(number)}Z`;

/** Of every parser, and of each of its ways. */
export const SEVERITY_SAMPLES: readonly SeveritySample[] = [
  {
    what: 'a level of the journal',
    source: JOURNAL,
    entry: (number) => entryText(number, ['PRIORITY', '5'], ['MESSAGE', 'm']),
    word: '5',
    usual: [5, null],
  },
  {
    what: 'a word that journald passed on',
    source: JOURNAL,
    entry: (number) => entryText(number, ['PRIORITY', 'loud'], ['MESSAGE', 'm']),
    word: 'loud',
    usual: [6, 'loud'],
  },
  {
    what: 'an entry of the journal without PRIORITY',
    source: JOURNAL,
    entry: (number) => entryText(number, ['MESSAGE', 'm']),
    word: '',
    usual: [6, ''],
  },
  {
    what: 'a level of the kernel',
    source: { spec: 'kernel', target: { kind: 'kernel' } },
    run: { boot: BOOT },
    entry: (number) => `4,${String(number)},${String(number * 1000)},-;m\n`,
    word: '4',
    usual: [4, null],
  },
  {
    what: 'a type of macOS',
    source: MACOS,
    entry: (number) => macosLine({ machTimestamp: number }),
    word: 'Default',
    usual: [5, 'Default'],
  },
  {
    what: 'an entry of macOS without a type',
    source: MACOS,
    entry: (number) => macosLine({ machTimestamp: number, messageType: undefined }),
    word: '',
    usual: [6, ''],
  },
  {
    what: 'a level of Windows',
    source: WINDOWS,
    entry: (recordId) => windowsEvent({ recordId, level: '<Level>3</Level>' }),
    word: '3',
    usual: [4, '3'],
  },
  {
    what: 'a failed audit of Windows',
    source: WINDOWS,
    entry: (recordId) =>
      windowsEvent({ recordId, level: '<Level>0</Level>', keywords: '0x8010000000000000' }),
    word: 'Audit Failure',
    usual: [4, 'Audit Failure'],
  },
  {
    what: 'a level of a provider of Windows',
    source: WINDOWS,
    entry: (recordId) => windowsEvent({ recordId, level: '<Level>17</Level>' }),
    word: '17',
    usual: [6, '17'],
  },
  {
    what: 'a PRI that is received as syslog',
    source: SYSLOG,
    entry: (number) => {
      const bytes = Buffer.from(`<28>Nov 22 10:00:0${String(number)} web app: m`);
      const receivedUnixUs = Date.UTC(2026, 10, 22, 12) * 1000;
      const message = {
        fate: WHOLE,
        sender: '127.0.0.1',
        receivedUnixUs,
        bytes,
        sizeBytes: bytes.length,
      } as const;
      const chunk = Buffer.alloc(packedBytes(message));
      packMessage(message, chunk, 0);
      return chunk;
    },
    word: '4',
    usual: [4, null],
  },
  textLog(
    'a PRI in a file',
    { name: 'rfc5424' },
    {
      entry: (number) => `<29>1 ${at(number)} web app - - - m\n`,
      word: '5',
      usual: [5, null],
    },
  ),
  textLog(
    'a line of rsyslog, which has none',
    { name: 'rsyslog' },
    {
      entry: (number) => `${at(number)} web app: m\n`,
      word: '',
      usual: [6, ''],
    },
  ),
  textLog('a word of an application', pattern('{time} {severity}: {message}'), {
    entry: (number) => `${at(number)} SUCCESS: m\n`,
    word: 'SUCCESS',
    usual: [6, 'SUCCESS'],
  }),
  textLog('a word that is the name of a severity', pattern('{time} {severity}: {message}'), {
    entry: (number) => `${at(number)} Warning: m\n`,
    word: 'warning',
    usual: [4, null],
  }),
  textLog('a word that is no severity', pattern('{time} {severity}: {message}'), {
    entry: (number) => `${at(number)} AUDIT: m\n`,
    word: 'AUDIT',
    usual: [6, 'AUDIT'],
  }),
  textLog(
    'a number of pino',
    { name: 'json-lines' },
    {
      entry: (number) => `{"time":"${at(number)}","level":35,"msg":"m"}\n`,
      word: '35',
      usual: [6, '35'],
    },
  ),
  textLog(
    'a number of Python',
    { name: 'json-lines' },
    {
      entry: (number) => `{"time":"${at(number)}","levelno":30,"msg":"m"}\n`,
      word: '30',
      usual: [4, '30'],
    },
  ),
  textLog(
    'a status of HTTP',
    { name: 'access-log' },
    {
      entry: (number) =>
        `10.0.0.1 - - [22/Nov/2026:10:00:0${String(number)} +0000] "GET / HTTP/1.1" 404 12\n`,
      word: '4xx',
      usual: [4, null],
    },
  ),
  {
    what: 'a severity of an exported file',
    source: FILE,
    run: {
      layout: { format: 'csv', delimiter: ',', columns: ['time', 'severity', 'message'], isGuarded: false },
    },
    entry: (number) => `${at(number)},error,m\r\n`,
    word: 'error',
    usual: [3, null],
  },
  {
    what: 'a raw severity of an exported file',
    source: FILE,
    run: {
      layout: {
        format: 'csv',
        delimiter: ',',
        columns: ['time', 'severity', 'raw_severity', 'message'],
        isGuarded: false,
      },
    },
    entry: (number) => `${at(number)},info,SUCCESS,m\r\n`,
    word: 'SUCCESS',
    usual: [6, 'SUCCESS'],
  },
];
