import { expect, it } from 'vitest';
import { bytesFromBase64, hexDump, textOfBytes } from './hex-dump.ts';

it('prints sixteen bytes a line, as hexdump -C does', () => {
  const bytes = new TextEncoder().encode('=value without a\n');
  expect(hexDump(bytes)).toBe(
    [
      '00000000  3d 76 61 6c 75 65 20 77 69 74 68 6f 75 74 20 61  =value without a',
      `00000010  0a${' '.repeat(45)}  .`,
    ].join('\n'),
  );
  expect(hexDump(new Uint8Array())).toBe('');
});

it('reads bytes that are no text without failing', () => {
  const bytes = bytesFromBase64('/wBB');
  expect([...bytes]).toEqual([255, 0, 65]);
  expect(textOfBytes(bytes)).toBe('\ufffd\u0000A');
});
