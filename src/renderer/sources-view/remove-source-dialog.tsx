import type { ReactNode } from 'react';
import type { SourceStatus } from '#contract/status.ts';
import { Dialog } from '../components/dialog.tsx';
import { texts } from '../texts.ts';

const words = texts.changeSources.removal;

interface RemoveSourceDialogProps {
  source: SourceStatus;
  /** A folder, and what it found goes with it. */
  hasLogs: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks before a source is removed, and says what stays. */
export function RemoveSourceDialog({
  source,
  hasLogs,
  onClose,
  onConfirm,
}: RemoveSourceDialogProps): ReactNode {
  return (
    <Dialog title={words.title} className="remove-source" onClose={onClose}>
      <p>
        <code>{source.spec}</code>
      </p>
      <p>{words.words}</p>
      {hasLogs ? <p>{words.folder}</p> : null}
      <p>{words.again}</p>
      <div className="dialog-actions">
        <button type="button" className="button" data-takes-focus onClick={onClose}>
          {words.keep}
        </button>
        <button type="button" className="button button-primary" onClick={onConfirm}>
          {words.confirm}
        </button>
      </div>
    </Dialog>
  );
}
