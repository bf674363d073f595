/** One field of an entry. A value given as Buffer, or with a control character other than TAB, is written in the binary form. */
export type ExportField = readonly [name: string, value: string | Buffer];

/**
 * Writes one entry in the journal export format.
 * Source: https://systemd.io/JOURNAL_EXPORT_FORMATS (text form `NAME=value`, binary form with a 64-bit length).
 */
export function encodeExportEntry(fields: Iterable<ExportField>): Buffer {
  const parts: Buffer[] = [];
  for (const [name, value] of fields) {
    if (typeof value === 'string' && isPlainText(value)) {
      parts.push(Buffer.from(`${name}=${value}\n`, 'utf8'));
      continue;
    }
    const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(bytes.length));
    parts.push(Buffer.from(`${name}\n`, 'utf8'), size, bytes, Buffer.from('\n'));
  }
  parts.push(Buffer.from('\n'));
  return Buffer.concat(parts);
}

/** The fields that every entry must have, for tests that write entries one by one. */
export function addressFields(realtimeUnixUs: number, monotonicUs: number, bootId: string): ExportField[] {
  return [
    ['__REALTIME_TIMESTAMP', String(realtimeUnixUs)],
    ['__MONOTONIC_TIMESTAMP', String(monotonicUs)],
    ['_BOOT_ID', bootId],
  ];
}

function isPlainText(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code < 0x20 && code !== 0x09) return false;
  }
  return true;
}
