import type { ExportRequest } from '#contract/export.ts';

/** An export of everything as CSV with the columns id and message. */
export function exportRequest(path: string, parts: Partial<ExportRequest> = {}): ExportRequest {
  return {
    query: {},
    format: 'csv',
    path,
    columns: ['id', 'message'],
    neutralisesFormulas: true,
    replacesExisting: false,
    ...parts,
  };
}
