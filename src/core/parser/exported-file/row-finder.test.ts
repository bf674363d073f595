import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../../../../test/exports/hostile-entries.ts';
import { MAX_KEPT_BYTES } from '../source-parser.ts';
import { ContentWindow } from './content-window.ts';
import { CsvRecordEnd, LineEnd, type RowEnd } from './row-end.ts';
import { RowFinder } from './row-finder.ts';
import { splitCsvRecord, splitTsvLine } from './split-cells.ts';

interface Found {
  text: string;
  sizeBytes: number;
  hasQuotes: boolean;
  problem: string | undefined;
}

const MAX_ROW_BYTES = 1000;

/** All rows of a content that comes in chunks of those sizes, again and again. Every byte must be summed up, once. */
function findRows(
  content: Buffer,
  rowEnd: RowEnd,
  chunkSizes: readonly number[],
  maxRowBytes = MAX_ROW_BYTES,
): Found[] {
  const window = new ContentWindow(createHash('sha256'));
  const finder = new RowFinder(window, rowEnd, maxRowBytes);
  const rows: Found[] = [];
  const take = (isEnd: boolean) => {
    for (let row = finder.next(isEnd); row !== undefined; row = finder.next(isEnd)) {
      expect(finder.next(isEnd)).toBe(row);
      rows.push({ ...row, text: row.bytes.toString('utf8') });
      finder.consume();
    }
  };
  let at = 0;
  for (let chunk = 0; at < content.length; chunk += 1) {
    const size = chunkSizes[chunk % chunkSizes.length] ?? 1;
    window.append(content.subarray(at, at + size));
    take(false);
    at += size;
  }
  take(true);
  expect(window.startsAt).toBe(content.length);
  expect(window.digest()).toBe(createHash('sha256').update(content).digest('hex'));
  return rows;
}

const chunks = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
const delimiters = fc.constantFrom(',', ';', '\t', '|');
const records = fc.array(fc.array(hostileText, { minLength: 2, maxLength: 4 }), { maxLength: 6 });

function csvOf(rows: readonly (readonly string[])[], delimiter: string, lineEnd: string): string {
  const cellOf = (cell: string) => {
    const needsQuotes = /["\r\n]/.test(cell) || cell.includes(delimiter);
    return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  return rows.map((row) => row.map(cellOf).join(delimiter) + lineEnd).join('');
}

describe('records of CSV', () => {
  it('are found and split as they were written, whatever they hold and in whatever pieces they come', () => {
    fc.assert(
      fc.property(
        records,
        delimiters,
        fc.constantFrom('\n', '\r\n'),
        chunks,
        (rows, delimiter, lineEnd, sizes) => {
          const content = Buffer.from(csvOf(rows, delimiter, lineEnd));
          const found = findRows(content, new CsvRecordEnd(delimiter), sizes);
          expect(
            found.map(({ text, hasQuotes }) =>
              hasQuotes ? splitCsvRecord(text, delimiter) : text.split(delimiter),
            ),
          ).toEqual(rows);
        },
      ),
    );
  });

  it('are what an independent reader finds', () => {
    fc.assert(
      fc.property(records, delimiters, chunks, (rows, delimiter, sizes) => {
        const content = Buffer.from(csvOf(rows, delimiter, '\r\n'));
        const expected = parse(content, { delimiter, record_delimiter: '\r\n', relax_column_count: true });
        const found = findRows(content, new CsvRecordEnd(delimiter), sizes);
        expect(found.map(({ text }) => splitCsvRecord(text, delimiter))).toEqual(expected);
      }),
    );
  });

  it('may have a quote inside a cell that does not begin with one', () => {
    expect(splitCsvRecord('5" disk,a"b"', ',')).toEqual(['5" disk', 'a"b"']);
    const found = findRows(Buffer.from('5" disk,x\nnext,y\n'), new CsvRecordEnd(','), [7]);
    expect(found.map(({ text }) => text)).toEqual(['5" disk,x', 'next,y']);
  });

  it.each(['"a"b,c', '"a"" ,c', '"a', 'x,"a"b'])(
    'cannot be split where a quoted cell has no clear end: %s',
    (record) => {
      expect(splitCsvRecord(record, ',')).toBeUndefined();
    },
  );

  it('that are damaged do not take the next ones along', () => {
    const found = findRows(Buffer.from('a,"x"y\r\nb,"z"\r\n'), new CsvRecordEnd(','), [3]);
    expect(found.map(({ text }) => text)).toEqual(['a,"x"y', 'b,"z"']);
  });

  it('that end inside quotes are one row to the end, so that no line of a message is taken for a record', () => {
    const forged = 'a,"cut message\r\n2026-11-22T09:25:01Z,forged\r\n';
    const [row, ...others] = findRows(Buffer.from(forged), new CsvRecordEnd(','), [5]);
    expect(row).toMatchObject({ problem: 'the file ends inside quotes', sizeBytes: forged.length });
    expect(others).toEqual([]);
  });
});

describe('lines', () => {
  it('end with LF or CRLF; blank ones are none, and the last needs no end', () => {
    const found = findRows(Buffer.from('\n\r\none\r\n\ntwo\nthree'), new LineEnd(), [4]);
    expect(found.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(findRows(Buffer.from('one\r'), new LineEnd(), [9]).map(({ text }) => text)).toEqual(['one']);
    expect(findRows(Buffer.alloc(0), new LineEnd(), [1])).toEqual([]);
  });

  it.each([
    ['exactly as large as allowed', MAX_ROW_BYTES, undefined],
    ['one byte larger', MAX_ROW_BYTES + 1, `the row is larger than ${String(MAX_ROW_BYTES)} bytes`],
    ['far larger', 70 * MAX_ROW_BYTES, `the row is larger than ${String(MAX_ROW_BYTES)} bytes`],
  ])('that are %s are found in any pieces', (_, size, problem) => {
    const large = 'x'.repeat(size);
    for (const chunk of [1, 999, 1000, 1001, 4096, 1_000_000]) {
      const found = findRows(Buffer.from(`before\n${large}\nafter\n`), new LineEnd(), [chunk]);
      expect(found.map(({ text }) => text.length)).toEqual([6, Math.min(size, MAX_KEPT_BYTES), 5]);
      expect(found[1]).toMatchObject({ sizeBytes: size, problem });
      expect(found[2]?.problem).toBeUndefined();
    }
  });

  it('that are too large may be the last, without an end', () => {
    const found = findRows(Buffer.from('x'.repeat(5000)), new LineEnd(), [300]);
    expect(found).toMatchObject([{ sizeBytes: 5000, problem: expect.stringContaining('larger') as string }]);
  });

  it('inside quotes that are too large end with their record', () => {
    const record = `a,"${'line\n'.repeat(1000)}"`;
    const found = findRows(Buffer.from(`${record}\nb,c\n`), new CsvRecordEnd(','), [64]);
    expect(found.map(({ sizeBytes }) => sizeBytes)).toEqual([record.length, 3]);
  });
});

describe('lines of TSV', () => {
  it('are split as they were written', () => {
    const escaped = (cell: string) =>
      cell.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1 }), (cells) => {
        expect(splitTsvLine(cells.map(escaped).join('\t'))).toEqual(cells);
      }),
    );
  });

  it.each(['a\\d', 'a\\', 'a\\\\\\', '\\x\tb'])(
    'cannot be split where a backslash stands for nothing: %j',
    (line) => {
      expect(splitTsvLine(line)).toBeUndefined();
    },
  );
});
