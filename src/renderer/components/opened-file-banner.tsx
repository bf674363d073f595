import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { shownLogId } from '../state/shown-log.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { Icon } from './icon.tsx';
import { LogText } from './log-text.tsx';

const words = texts.openFile;

/** Says over every view that it shows a file and not the store, and takes back to the store. Nothing where it is the store. */
export function OpenedFileBanner(): ReactNode {
  const { files, shell } = useAppModel();
  const openedFile = useStore(shell)?.openedFile ?? null;
  if (openedFile === null) return null;
  const logId = shownLogId();
  return (
    <section className="opened-file" aria-label={words.banner}>
      <Icon name="file" />
      <strong className="opened-file-name" title={openedFile.path}>
        <LogText text={openedFile.name} />
      </strong>
      <span className="opened-file-tag" title={words.readOnlyHint}>
        {words.readOnly}
      </span>
      <code className="opened-file-path">
        <bdi>
          <LogText text={openedFile.path} />
        </bdi>
      </code>
      {/* A Hydrant that was started on the file has nothing to go back to. */}
      {logId === null ? null : (
        <button
          type="button"
          className="button button-small"
          title={words.closeHint}
          onClick={() => void files.close(logId)}
        >
          {words.close}
        </button>
      )}
    </section>
  );
}
