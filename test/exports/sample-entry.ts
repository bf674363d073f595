import type { ExportEntry, StoredValue } from '#core/exports/export-entry.ts';

/** What a test says about an entry; the rest is made up. */
export interface SampleEntryParts {
  id?: number;
  timeUnixUs?: number;
  severity?: number;
  rawSeverity?: string | null;
  host?: string;
  unit?: string;
  identifier?: string;
  pid?: number | null;
  message?: StoredValue | null;
  fields?: Record<string, readonly StoredValue[]>;
}

/** An entry as the store would give it. */
export function sampleEntry(parts: SampleEntryParts = {}): ExportEntry {
  const { fields = {}, ...columns } = parts;
  return {
    id: 1,
    timeUnixUs: 1_795_339_501_123_456,
    severity: 3,
    rawSeverity: null,
    host: 'web-1',
    unit: 'ssh.service',
    identifier: 'sshd',
    pid: 812,
    message: 'Connection closed',
    ...columns,
    source: () => 'journal',
    position: () => `s=abc;i=${String(columns.id ?? 1)}`,
    receivedAtUnixUs: () => 1_795_339_501_200_000,
    fieldValues: (name) => fields[name] ?? [],
    allFields: () =>
      Object.entries(fields).flatMap(([name, values]) =>
        values.map((value) => ({ name, bytes: typeof value === 'string' ? Buffer.from(value) : value })),
      ),
  };
}
