import { describe, expect, it } from 'vitest';
import { exportPreviewSchema, type ExportPreview } from '#contract/export-preview.ts';
import type { ExportRequestInput } from '#contract/export-request.ts';
import { exportRequest } from '../../../test/exports/export-request.ts';
import { batchDouble } from '../../../test/headless/batch-double.ts';
import type { ShownPreview } from './preview-text.ts';
import { previewText, previewWarnings } from './preview-text.ts';

function shown(
  preview: Partial<ExportPreview> = {},
  request: Partial<ExportRequestInput> = {},
): ShownPreview {
  return {
    preview: exportPreviewSchema.parse({
      rows: 2_000_000,
      bySeverity: [0, 0, 0, 5, 0, 0, 1_999_995, 0],
      afterId: 0,
      lastId: 2_000_000,
      estimatedBytes: 300_000_000,
      estimatedFiles: 1,
      firstRows: { kind: 'text', text: 'id,message\r\n1,"a\u001b[2J"\r\n', isCut: true },
      gaps: [],
      gapCount: 0,
      target: { path: '/exports/a.csv', freeBytes: 5_000_000_000, problem: null },
      redaction: null,
      ...preview,
    }),
    request: exportRequest('/exports/a.csv', request),
    unfinished: null,
  };
}

function codes(...parts: Parameters<typeof shown>): string[] {
  return previewWarnings(shown(...parts)).map(({ code }) => code);
}

describe('the warning for spreadsheets', () => {
  const tooMany = ['too-many-rows-for-spreadsheets'];

  it('comes where a file has a row too many, its header included', () => {
    expect(codes()).toEqual(tooMany);
    expect(codes({ rows: 1_048_576 })).toEqual(tooMany);
    expect(codes({ rows: 1_048_575 })).toEqual([]);
    expect(codes({ rows: 1_048_576 }, { text: { hasHeader: false } })).toEqual([]);
  });

  it('looks at the largest of several files', () => {
    expect(codes({ estimatedFiles: 2 }, { rowsPerFile: 1_048_576 })).toEqual(tooMany);
    expect(codes({ estimatedFiles: 2 }, { rowsPerFile: 1_000_000 })).toEqual([]);
    expect(codes({ estimatedFiles: 3 }, { bytesPerFile: 100_000_000 })).toEqual([]);
    expect(codes({ estimatedFiles: 1 }, { bytesPerFile: 1_000_000_000 })).toEqual(tooMany);
  });

  it('is for what spreadsheets open', () => {
    expect(codes({}, { format: 'tsv' })).toEqual(tooMany);
    expect(codes({}, { format: 'jsonl' })).toEqual([]);
  });
});

it('warns where the disk has not enough room, and only where that is known', () => {
  const request = { format: 'jsonl' } as const;
  const target = { path: '/exports/a.jsonl', problem: null };
  expect(codes({ target: { ...target, freeBytes: 299_999_999 } }, request)).toEqual(['not-enough-space']);
  expect(codes({ target: { ...target, freeBytes: 300_000_000 } }, request)).toEqual([]);
  expect(codes({ target: { ...target, freeBytes: null } }, request)).toEqual([]);
  expect(codes({ target: null }, request)).toEqual([]);
});

it('shows everything on lines of their own, and nothing that a terminal would obey', () => {
  const gap = (id: number) => ({
    id,
    sourceId: 1,
    afterEntryId: 5,
    fromUnixUs: 1_795_339_501_000_000,
    untilUnixUs: null,
    lostEntries: 12,
    recordedAtUnixUs: 1_795_339_501_000_000,
    reason: 'the journal was\u001b[1m rotated',
  });
  const text = previewText({
    ...shown({
      estimatedFiles: 3,
      gaps: [1, 2, 3, 4, 5, 6].map(gap),
      gapCount: 40,
      redaction: {
        sampledEntries: 250,
        counts: { users: 3, ips: 1000 },
        examples: [
          { kind: 'users', text: 'al\u0007ice', pseudonym: 'user-1', occurrences: 2 },
          { kind: 'ips', text: '10.0.0.1', pseudonym: '203.0.113.9', occurrences: 1000 },
        ],
      },
    }),
    unfinished: batchDouble(),
  });
  expect(text).not.toMatch(/[^\n -~\u00A0-\uFFFF]/);
  const lines = text.split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'Entries    2,000,000',
      '  error                   5',
      'Size       about 300.0 MB in 3 files',
      'Target     /exports/a.csv (5.0 GB free)',
      'First      batch #7, which is not completed; its entries are counted here',
      'Gaps       40',
      '  and 35 more',
      'Redaction  in 250 entries that were looked at: users 3, ips 1,000',
      '  users  al␇ice    user-1       2 times',
      '  ips    10.0.0.1  203.0.113.9  1,000 times',
    ]),
  );
  expect(lines.slice(-4)).toEqual(['id,message', '1,"a␛[2J"', '…', '']);
});

it('shows what is no text as a table', () => {
  const firstRows = {
    kind: 'table' as const,
    columns: ['id', 'message'],
    rows: [
      ['1', 'one'],
      ['12', 'two'],
    ],
    isCut: false,
  };
  expect(previewText(shown({ firstRows })).split('\n').slice(-5)).toEqual([
    '',
    'id  message',
    '1   one',
    '12  two',
    '',
  ]);
});
