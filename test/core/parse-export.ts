import type { ExportField } from '../journal/export-encoding.ts';

const LF = 10;
const EQUALS = 61;

/** Reads well-formed export-format text in the plainest way there is: the judge over the real parser. */
export function parseExport(text: Buffer): ExportField[][] {
  const entries: ExportField[][] = [];
  let fields: ExportField[] = [];
  let at = 0;
  while (at < text.length) {
    const lineEnd = text.indexOf(LF, at);
    const equals = text.indexOf(EQUALS, at);
    if (lineEnd === at) {
      if (fields.length > 0) entries.push(fields);
      fields = [];
      at += 1;
    } else if (equals >= 0 && equals < lineEnd) {
      fields.push([text.toString('latin1', at, equals), text.subarray(equals + 1, lineEnd)]);
      at = lineEnd + 1;
    } else {
      const size = Number(text.readBigUInt64LE(lineEnd + 1));
      const start = lineEnd + 9;
      fields.push([text.toString('latin1', at, lineEnd), text.subarray(start, start + size)]);
      at = start + size + 1;
    }
  }
  if (fields.length > 0) entries.push(fields);
  return entries;
}
