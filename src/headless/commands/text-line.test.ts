import { expect, it } from 'vitest';
import type { EntryRow } from '../../contract/entry.ts';
import { textLine } from './text-line.ts';

const ROW: EntryRow = {
  id: 1,
  sourceId: 1,
  timeUnixUs: 1_795_339_501_123_456,
  severity: 4,
  rawSeverity: null,
  host: 'web-1',
  unit: 'nginx.service',
  identifier: 'nginx',
  pid: 812,
  message: '',
  messageBytes: 0,
  isMessageTruncated: false,
  isMessageBinary: false,
};

it('names time, severity, host, unit and process', () => {
  expect(textLine(ROW, 'upstream timed out')).toMatch(
    /^2026-11-2\dT\d\d:\d\d:01\.123456[+-]\d\d:\d\d warning {3}web-1 nginx\.service\[812\]: upstream timed out$/,
  );
});

it('falls back to the identifier, and shows what is missing as a dash', () => {
  expect(textLine({ ...ROW, unit: '', pid: null }, 'm')).toContain(' web-1 nginx: m');
  expect(textLine({ ...ROW, host: '', unit: '', identifier: '', pid: null }, 'm')).toContain(' - -: m');
});

it('shows what a terminal would obey, in every part', () => {
  const line = textLine(
    { ...ROW, host: 'a\u001b]0;x\u0007', unit: 'u\r' },
    'red \u001b[31m\nnew line\u0000\u009b2J\u202egnp.exe',
  );
  expect(line).toContain('a␛]0;x␇ u␍[812]: red ␛[31m␊new line␀<U+009B>2J<U+202E>gnp.exe');
  // oxlint-disable-next-line no-control-regex -- these are the characters meant
  expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
});
