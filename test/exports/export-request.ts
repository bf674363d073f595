import {
  exportRequestSchema,
  type ExportRequest,
  type ExportRequestInput,
} from '#contract/export-request.ts';

/** An export of everything as CSV with the columns id and message. */
export function exportRequest(path: string, parts: Partial<ExportRequestInput> = {}): ExportRequest {
  return exportRequestSchema.parse({
    query: {},
    format: 'csv',
    target: { kind: 'file', path },
    columns: ['id', 'message'],
    replacesExisting: false,
    ...parts,
  });
}
