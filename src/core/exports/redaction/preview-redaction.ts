import type { RedactionKind, RedactionPreview } from '#contract/redaction.ts';
import type { ExportEntry } from '../export-entry.ts';

/** Placeholder until the redaction is merged. */
export function previewRedaction(
  kinds: readonly RedactionKind[],
  _key: Buffer,
  entries: readonly ExportEntry[],
): RedactionPreview {
  throw new Error(`no redaction of ${kinds.join()} in ${String(entries.length)} entries yet`);
}
