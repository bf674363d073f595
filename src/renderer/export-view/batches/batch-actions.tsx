import type { ReactNode } from 'react';
import type { ExportBatch } from '#contract/export-batch.ts';
import { useAppModel } from '../../app-model.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import type { IconName } from '../../components/icon.tsx';
import { Icon } from '../../components/icon.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { canRunAgain } from './run-again.ts';
import { useBatchActions } from './use-batch-actions.ts';

const words = texts.batches;

/** What is done most with a batch, by its state; the rest is in its details. */
export function BatchActions({ batch }: { batch: ExportBatch }): ReactNode {
  const actions = useBatchActions(batch);
  return (
    <>
      <div className="batch-actions">
        <StateButtons batch={batch} actions={actions} />
      </div>
      {actions.failure === null ? null : <ProblemNotice problem={actions.failure} place="inline" />}
    </>
  );
}

interface StateButtonsProps {
  batch: ExportBatch;
  actions: ReturnType<typeof useBatchActions>;
}

function StateButtons({ batch, actions }: StateButtonsProps): ReactNode {
  const { shell } = useAppModel();
  const description = useStore(shell);
  const { state, problem, origin, files } = batch;
  switch (state) {
    case 'queued':
    case 'running':
      // A browser can end its download; it cannot be held.
      if (origin === 'download') return null;
      return (
        <>
          <ActionButton batch={batch} icon="pause" name={words.pause} onPress={actions.pause} />
          <ActionButton batch={batch} icon="close" name={words.cancel} onPress={actions.cancel} />
        </>
      );
    case 'paused':
      return (
        <>
          {problem?.code === 'file.exists' ? (
            <ActionButton
              batch={batch}
              icon="save"
              name={words.replace}
              onPress={() => {
                actions.resume(true);
              }}
            />
          ) : null}
          <ActionButton
            batch={batch}
            icon="play"
            name={words.resume}
            onPress={() => {
              actions.resume(false);
            }}
          />
          <ActionButton batch={batch} icon="close" name={words.cancel} onPress={actions.cancel} />
        </>
      );
    case 'completed':
    case 'cancelled':
    case 'failed':
      return (
        <>
          {canRunAgain(batch, description?.canDownload === true) ? (
            <ActionButton batch={batch} icon="again" name={words.runAgain} onPress={actions.runAgain} />
          ) : null}
          {files.length > 0 && description?.kind === 'electron' && origin !== 'download' ? (
            <ActionButton batch={batch} icon="folder" name={words.reveal} onPress={actions.reveal} />
          ) : null}
          {files.length > 0 && origin !== 'download' ? (
            <CopyButton
              text={() => files.map(({ path }) => path).join('\n')}
              label={files.length === 1 ? words.copyPath : words.copyPaths}
            />
          ) : null}
          {batch.afterId === null ? (
            <ActionButton batch={batch} icon="remove" name={words.remove} onPress={actions.remove} />
          ) : null}
        </>
      );
  }
}

interface ActionButtonProps {
  batch: ExportBatch;
  icon: IconName;
  name: string;
  onPress: () => void;
}

/** Several batches have the same buttons: to screen readers each says whose it is. */
export function ActionButton({ batch, icon, name, onPress }: ActionButtonProps): ReactNode {
  return (
    <button
      type="button"
      className="button button-small"
      aria-label={words.named(name, batch.id)}
      onClick={onPress}
    >
      <Icon name={icon} />
      {name}
    </button>
  );
}
