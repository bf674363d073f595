import { exportScheduleSchema, type ExportSchedule } from '#contract/export-schedule.ts';

/** A recurring export that has not run yet, as the engine would tell of it. */
export function scheduleDouble(parts: Partial<ExportSchedule> = {}): ExportSchedule {
  return exportScheduleSchema.parse({
    name: 'nightly',
    request: {
      query: { severities: [3] },
      format: 'csv',
      compression: 'gzip',
      columns: ['time', 'message'],
      redacts: ['ips'],
      target: { kind: 'folder', directory: '/exports', namePattern: '{name}-{time}' },
      rowsPerFile: 1000,
      bytesPerFile: 25_000_000,
      replacesExisting: false,
    },
    trigger: { kind: 'interval', every: 1, unit: 'days', at: '07:30' },
    isEnabled: true,
    createdAtUnixUs: 1_795_339_501_000_000,
    updatedAtUnixUs: 1_795_339_501_000_000,
    coveredToId: 0,
    waitingEntries: null,
    nextRunAtUnixUs: null,
    lastRun: null,
    ...parts,
  });
}
