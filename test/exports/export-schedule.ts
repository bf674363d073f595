import { exportScheduleSchema, type ExportSchedule } from '#contract/export-schedule.ts';

/** A recurring export of everything, as the contract tells of it; `parts` say what is different. */
export function exportSchedule(parts: Partial<ExportSchedule> = {}): ExportSchedule {
  return exportScheduleSchema.parse({
    name: 'all',
    request: {
      query: {},
      format: 'csv',
      columns: ['message'],
      target: { kind: 'folder', directory: '/out', namePattern: '{name}-{time}' },
      replacesExisting: false,
    },
    trigger: { kind: 'entries', entries: 10 },
    isEnabled: true,
    createdAtUnixUs: 0,
    updatedAtUnixUs: 0,
    coveredToId: 0,
    waitingEntries: 0,
    nextRunAtUnixUs: null,
    lastRun: null,
    ...parts,
  });
}
