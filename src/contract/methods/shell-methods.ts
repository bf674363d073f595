import { z } from 'zod';
import { batchId, done, nothing } from './method-parts.ts';

/** What only the shell around the engine can do: dialogs, files of the user, the file manager. */
export const SHELL_METHODS = {
  'shell.describe': {
    params: nothing,
    result: z.object({
      kind: z.enum(['electron', 'browser']),
      /** A system dialog can ask for a folder, or for a file to open. */
      canChooseFile: z.boolean(),
      /** The shell can send an export to the browser as a download. */
      canDownload: z.boolean(),
      /** Where exports go unless the user says otherwise: absolute, exists. */
      exportDirectory: z.string(),
      /** The exported file that this page shows instead of the store; null: the store. */
      openedFile: z.object({ path: z.string(), name: z.string() }).nullable(),
    }),
  },
  /** Asks for a folder in the system's dialog. null: the user closed it. */
  'shell.chooseFolder': {
    params: z.strictObject({ suggestedPath: z.string().min(1).max(4096) }),
    result: z.object({ path: z.string().nullable() }),
  },
  /** Asks for a log to be captured in the system's dialog. null: the user closed it. */
  'shell.chooseLog': {
    params: z.strictObject({ what: z.enum(['file', 'folder']) }),
    result: z.object({ path: z.string().nullable() }),
  },
  /**
   * Opens an exported file (CSV, TSV, JSON Lines, Parquet, journal export format; compressed or not) read-only, beside the store. A page
   * whose address has `?log=LOG_ID` shows it. `path` null: the system's dialog asks for it. `logId` null: the user closed the dialog.
   * Rejects with `file.not-found`, `file.permission-denied` and `file.unknown-format`.
   */
  'shell.openFile': {
    params: z.strictObject({ path: z.string().min(1).max(4096).nullable() }),
    result: z.object({ logId: z.string().nullable() }),
  },
  /** Ends what `shell.openFile` began; the file itself is not touched. */
  'shell.closeFile': { params: z.strictObject({ logId: z.string().min(1).max(100) }), result: done },
  /**
   * Asks for a file's place in the system's dialog, which also asks before it replaces one, and writes the text there, as
   * UTF-8. null: the user closed the dialog.
   */
  'shell.saveText': {
    params: z.strictObject({
      suggestedName: z.string().min(1).max(255),
      /** A file of settings, not an export. */
      text: z.string().max(10_000_000),
    }),
    result: z.object({ path: z.string().nullable() }),
  },
  /** Shows the first file of a completed batch in the system's file manager. */
  'shell.revealBatch': { params: batchId, result: done },
} as const;
