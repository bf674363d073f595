import { expect, it } from 'vitest';
import { NEW_PLAN } from './export-plan.ts';
import { presetOf, withFormat, withPreset } from './text-presets.ts';

it('begins as the standard says', () => {
  expect(presetOf(NEW_PLAN)).toBe('standard');
});

it.each(['standard', 'spreadsheet', 'machine'] as const)('recognises what it chose: %s', (preset) => {
  expect(presetOf(withPreset(NEW_PLAN, preset))).toBe(preset);
  expect(presetOf(withPreset({ ...NEW_PLAN, format: 'tsv' }, preset))).toBe(preset);
});

it('leaves the zone of the times to the user', () => {
  const berlin = { ...NEW_PLAN, times: { ...NEW_PLAN.times, zone: 'Europe/Berlin' } };
  expect(withPreset(berlin, 'spreadsheet').times).toEqual({ format: 'spreadsheet', zone: 'Europe/Berlin' });
  expect(presetOf(berlin)).toBe('standard');
});

it('is none as soon as anything differs', () => {
  const { text, times } = NEW_PLAN;
  for (const changes of [
    { text: { ...text, delimiter: ';' as const } },
    { text: { ...text, hasByteOrderMark: true } },
    { text: { ...text, lineEnd: 'lf' as const } },
    { text: { ...text, hasHeader: false } },
    { text: { ...text, neutralisesFormulas: false } },
    { times: { ...times, format: 'unix' as const } },
  ]) {
    expect(presetOf({ ...NEW_PLAN, ...changes })).toBeNull();
  }
});

it('does not ask which delimiter CSV would have where tabs part the columns', () => {
  const text = { ...NEW_PLAN.text, delimiter: ';' as const, lineEnd: 'lf' as const };
  expect(presetOf({ ...NEW_PLAN, format: 'tsv', text })).toBe('standard');
});

it('ends lines as the format has it, there and back, over formats without lines', () => {
  const tsv = withFormat(NEW_PLAN, 'tsv');
  expect(tsv.text.lineEnd).toBe('lf');
  expect(presetOf(tsv)).toBe('standard');
  expect(withFormat(tsv, 'csv')).toEqual(NEW_PLAN);
  expect(withFormat(withFormat(NEW_PLAN, 'parquet'), 'tsv')).toEqual(tsv);
  expect(withFormat(withFormat(tsv, 'jsonl'), 'csv').text.lineEnd).toBe('crlf');
});

it('keeps what the user has chosen when the format changes', () => {
  const chosen = { ...NEW_PLAN, text: { ...NEW_PLAN.text, lineEnd: 'lf' as const } };
  expect(withFormat(chosen, 'tsv')).toEqual({ ...chosen, format: 'tsv' });
  const spreadsheet = withPreset(NEW_PLAN, 'spreadsheet');
  expect(withFormat(spreadsheet, 'tsv')).toEqual({ ...spreadsheet, format: 'tsv' });
});
