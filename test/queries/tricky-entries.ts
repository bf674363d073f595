import { entryText } from '../core/journal-text.ts';
import type { ExportField } from '../journal/export-encoding.ts';

/** Messages on which searches go wrong. */
export const TRICKY_MESSAGES: readonly (string | Buffer)[] = [
  'Failed password for root from 10.0.0.1 port 22 ssh2',
  'failed PASSWORD',
  'unfailing service',
  'Connection refused (111)',
  'connection  refused',
  'Straße gesperrt: STRASSE',
  'café au lait, cafe\u0301 noir, CAFÉ',
  'ÉCOLE école ecole',
  'İstanbul ISTANBUL ıstanbul',
  '日本語のログ 失敗しました',
  'हिन्दी में संदेश',
  'emoji 🚀fox 🚀 👩‍👩‍👧 end',
  'a_b a-b a.b a:b a/b',
  'snake_case_word camelCase',
  '_leading and trailing_',
  '"quoted" \\ back*slash * star',
  'tab\there\nsecond line\r\nthird',
  '\u001b[31mred\u001b[0m alert',
  'nul\0inside nul',
  '',
  ' ',
  '-v --verbose -1',
  'AND OR NOT and or not',
  '12:34:56 3.14 1e5 0x1F',
  'x'.repeat(300),
  `${'long '.repeat(14_000)}needle`,
  `${'long '.repeat(2000)}needle`,
  Buffer.from([0x66, 0x61, 0x69, 0x6c, 0x20, 0xff, 0xfe, 0x20, 0x66, 0x6f, 0x78]),
  Buffer.from([0xc3, 0x28, 0x61]),
  '％ full－width ＡＢＣ',
];

const UNITS = [
  'ssh.service',
  'SSH.service',
  'cron.service',
  'ssh',
  'docker-1.scope',
  '-.mount',
  'a,b "c".service',
  '',
];

/** Entries in export format, numbered from 1: every message several times with different surroundings. */
export function trickyEntries(count: number): Buffer {
  return Buffer.concat(Array.from({ length: count }, (_, index) => trickyEntry(index + 1)));
}

function trickyEntry(number: number): Buffer {
  const fields: ExportField[] = [];
  const unit = UNITS[number % UNITS.length] ?? '';
  if (number % 11 !== 0) fields.push(['PRIORITY', number % 13 === 0 ? 'loud' : String(number % 8)]);
  if (unit !== '') fields.push(['_SYSTEMD_UNIT', unit]);
  if (number % 5 !== 0) fields.push(['SYSLOG_IDENTIFIER', number % 2 === 0 ? 'sshd' : 'CRON']);
  if (number % 3 !== 0) fields.push(['_PID', String(number * 7)]);
  if (number % 4 === 0) fields.push(['SYSLOG_PID', String(number * (number % 8 === 0 ? 7 : 5))]);
  fields.push(['_HOSTNAME', number % 6 === 0 ? 'Gateway' : 'web-1']);
  if (number % 9 === 0) fields.push(['TAG', 'one'], ['TAG', 'Two*']);
  if (number % 10 === 0) fields.push(['TAG', '']);
  const message = TRICKY_MESSAGES[number % (TRICKY_MESSAGES.length + 1)];
  if (message !== undefined) fields.push(['MESSAGE', message]);
  return entryText(number, ...fields);
}
