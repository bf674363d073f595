import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportFormat as ExportFormatName } from '#contract/export-format.ts';
import { exportFormatSchema } from '#contract/export-format.ts';
import { encodeEntries } from '../../../../test/exports/encode-entries.ts';
import { formatOptions } from '../../../../test/exports/format-options.ts';
import { hostileText, hostileValue } from '../../../../test/exports/hostile-values.ts';
import { sampleEntry } from '../../../../test/exports/sample-entry.ts';
import type { ExportEntry } from '../export-entry.ts';
import { ChunkBuffer } from '../files/chunk-buffer.ts';
import { EXPORT_FORMATS } from './export-formats.ts';

const NAMES: readonly ExportFormatName[] = exportFormatSchema.options;
const COLUMNS = ['id', 'time', 'unit', 'pid', 'message', 'X'];

const hostileEntry: fc.Arbitrary<ExportEntry> = fc
  .record({
    message: fc.option(hostileValue),
    unit: hostileText,
    pid: fc.option(fc.nat(100)),
    fields: fc.array(hostileValue, { maxLength: 2 }),
  })
  .map(({ message, unit, pid, fields }) => sampleEntry({ message, unit, pid, fields: { X: fields } }));

describe.each(NAMES)('the format %s', (name) => {
  const format = EXPORT_FORMATS[name];
  const options = formatOptions(COLUMNS);

  it('is listed under its own name, with a media type', () => {
    expect(format.name).toBe(name);
    expect(format.contentType(options)).toMatch(/^[a-z]+\/[a-z.-]+(; [a-z]+=[\w-]+)*$/);
  });

  it('writes several files from one encoder as it would write each of them alone', () => {
    fc.assert(
      fc.property(fc.array(fc.array(hostileEntry, { maxLength: 4 }), { maxLength: 4 }), (files) => {
        const encoder = format.createEncoder(options);
        for (const entries of files) {
          const chunks: Buffer[] = [];
          const output = new ChunkBuffer(64, (chunk) => chunks.push(Buffer.from(chunk)));
          encoder.begin(output);
          for (const entry of entries) encoder.encodeRow(entry, output);
          encoder.end(output);
          output.flush();
          expect(encoder.pendingBytes).toBe(0);
          expect(Buffer.concat(chunks)).toEqual(encodeEntries(format, options, entries));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives every row to the output at once, or counts it as pending', () => {
    const encoder = format.createEncoder(options);
    const output = new ChunkBuffer(1024, () => undefined);
    encoder.begin(output);
    for (const entry of fc.sample(hostileEntry, { numRuns: 50, seed: 1 })) {
      const before = output.bytesAdded + encoder.pendingBytes;
      encoder.encodeRow(entry, output);
      expect(output.bytesAdded + encoder.pendingBytes).toBeGreaterThan(before);
      if (format.isText) expect(encoder.pendingBytes).toBe(0);
    }
  });
});
