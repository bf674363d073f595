import { describe, expect, it } from 'vitest';
import { redactionPreviewSchema } from '#contract/redaction.ts';
import { testRedactor } from '../../../../test/exports/marked-redaction.ts';
import { sampleEntry } from '../../../../test/exports/sample-entry.ts';
import { previewRedaction } from './preview-redaction.ts';

const CSV = { columns: ['host', 'message'], format: 'csv' } as const;

describe('the preview of a redaction', () => {
  it('shows what the chosen columns hold, the most frequent first', () => {
    const redactor = testRedactor(['users', 'ips', 'macs'], { people: ['alice'] });
    const entries = ['alice from 10.0.0.1', 'for user eve at 10.0.0.1', '10.0.0.2 and alice', 'nothing'].map(
      (message) => sampleEntry({ message, unit: 'alice.service', fields: { X: ['alice'] } }),
    );
    const preview = redactionPreviewSchema.parse(previewRedaction(entries, CSV, redactor));
    expect(preview.sampledEntries).toBe(4);
    expect(preview.counts).toEqual({ users: 3, ips: 3, macs: 0 });
    expect(preview.examples.map(({ kind, text, occurrences }) => [kind, text, occurrences])).toEqual([
      ['ips', '10.0.0.1', 2],
      ['users', 'alice', 2],
      ['ips', '10.0.0.2', 1],
      ['users', 'eve', 1],
    ]);
    expect(preview.examples[1]?.pseudonym).toBe(
      testRedactor(['users'], { people: ['alice'] }).redactText('alice'),
    );
  });

  it('looks at all fields where the format has them', () => {
    const redactor = testRedactor(['ips']);
    const entries = [
      sampleEntry({ message: '10.9.9.9', fields: { A: ['10.0.0.1', '10.0.0.2'], B: ['10.0.0.1'] } }),
    ];
    const preview = previewRedaction(entries, { columns: ['message'], format: 'journal' }, redactor);
    expect(preview.counts).toEqual({ ips: 3 });
  });

  it('counts its own sample only, and leaves no listener behind', () => {
    const redactor = testRedactor(['ips']);
    redactor.redactText('10.0.0.1 10.0.0.2');
    const first = previewRedaction([sampleEntry({ message: '10.0.0.3' })], CSV, redactor);
    redactor.redactText('10.0.0.4');
    expect(first.counts).toEqual({ ips: 1 });
    expect(first.examples).toHaveLength(1);
  });

  it('is of bounded size, whatever the sample holds', () => {
    const redactor = testRedactor(['ips', 'tokens']);
    const entries = Array.from({ length: 300 }, (_, index) =>
      sampleEntry({ message: `10.1.${String(index % 256)}.${String(index)} password=${'x1'.repeat(5000)}` }),
    );
    const preview = redactionPreviewSchema.parse(previewRedaction(entries, CSV, redactor));
    expect(preview.examples).toHaveLength(100);
    expect(preview.examples[0]).toMatchObject({ kind: 'tokens', occurrences: 300 });
    expect(preview.examples[0]?.text).toHaveLength(200);
  });

  it('shows bytes that are no UTF-8 as text that JSON can carry', () => {
    const message = Buffer.concat([Buffer.from('password='), Buffer.from([0xff, 0x41])]);
    const preview = previewRedaction([sampleEntry({ message })], CSV, testRedactor(['tokens']));
    expect(preview.examples[0]?.text).toBe('\ufffdA');
  });

  it('of no entries is empty', () => {
    expect(previewRedaction([], CSV, testRedactor(['ips']))).toEqual({
      sampledEntries: 0,
      counts: { ips: 0 },
      examples: [],
    });
  });
});
