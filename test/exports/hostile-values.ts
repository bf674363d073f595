import * as fc from 'fast-check';
import type { StoredValue } from '#core/exports/export-entry.ts';

/** What has broken writers of tables, spreadsheets and terminals before. */
const PIECES = [
  '"',
  '""',
  ',',
  ';',
  '|',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\\',
  '\\n',
  '\\t',
  '\\N',
  '\0',
  '\ufeff',
  '=',
  '+',
  '-',
  '@',
  '＝',
  ' ',
  '\u00a0',
  '\u3000',
  "'",
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u2028',
  '\u202e',
  '🦊',
  '👩‍👩‍👧',
  'ß',
  '\ud83d',
  '\ude00',
  'text',
];

/** Text with everything in it that may go wrong; also lone surrogates, which become U+FFFD as UTF-8. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, fc.string()), { maxLength: 6 })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);

/** Bytes that are no UTF-8, with hostile text around them. */
const hostileBytes: fc.Arbitrary<Buffer> = fc
  .tuple(hostileText, fc.uint8Array({ maxLength: 8 }), hostileText)
  .map(([before, bytes, after]) =>
    Buffer.concat([Buffer.from(before), bytes, Buffer.from([0xff]), Buffer.from(after)]),
  );

/** A value as the store may give it. */
export const hostileValue: fc.Arbitrary<StoredValue> = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  hostileBytes,
);

/** The bytes of a value, one character a byte: what readers are compared by. */
export function latin1(value: StoredValue | null): string {
  if (value === null) return '';
  return (typeof value === 'string' ? Buffer.from(value) : value).toString('latin1');
}
