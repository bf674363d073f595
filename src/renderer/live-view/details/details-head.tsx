import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useCommandKey } from '../../commands/use-command-key.ts';
import type { IconName } from '../../components/icon.tsx';
import { Icon } from '../../components/icon.tsx';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import { BookmarkToggle } from '../bookmarks/bookmark-toggle.tsx';
import type { CopyFormat } from './copy-entry.ts';
import { copyEntry } from './copy-entry.ts';

const COPIES: readonly { format: CopyFormat; label: string; word: string }[] = [
  { format: 'text', label: texts.details.copyText, word: texts.details.copyWords.text },
  { format: 'jsonl', label: texts.details.copyJson, word: texts.details.copyWords.json },
  { format: 'csv', label: texts.details.copyCsv, word: texts.details.copyWords.csv },
];

/** What can be done with the entry as a whole. */
export function DetailsHead({ id }: { id: number }): ReactNode {
  const model = useAppModel();
  const { feed } = model;
  const contextKey = useCommandKey('entry.context');
  return (
    <header className="details-head">
      <div className="details-title">
        <h2>{texts.details.title(formatCount(id))}</h2>
        <HeadButton icon="up" label={texts.details.previous} onClick={() => void feed.selectRelative(-1)} />
        <HeadButton icon="down" label={texts.details.next} onClick={() => void feed.selectRelative(1)} />
        <HeadButton
          icon="close"
          label={texts.details.close}
          hint={texts.details.closeHint}
          onClick={() => {
            feed.deselect();
            document.getElementById('log-entries')?.focus();
          }}
        />
      </div>
      <div className="details-tools" role="group" aria-label={texts.details.actions}>
        <BookmarkToggle entryId={id} />
        <button
          type="button"
          className="button button-small"
          aria-keyshortcuts={contextKey.aria}
          title={texts.details.withKey(texts.details.showInContextHint, contextKey.words)}
          onClick={() => void feed.showInContext(id)}
        >
          <Icon name="context" />
          {texts.details.showInContext}
        </button>
        <span className="details-copies">
          {COPIES.map(({ format, label, word }, index) => (
            <button
              key={format}
              type="button"
              className="button button-small"
              aria-label={label}
              title={label}
              onClick={() => void copyEntry(model, id, format)}
            >
              {index === 0 ? <Icon name="copy" /> : null}
              {word}
            </button>
          ))}
        </span>
      </div>
    </header>
  );
}

interface HeadButtonProps {
  icon: IconName;
  label: string;
  hint?: string;
  onClick: () => void;
}

function HeadButton({ icon, label, hint = label, onClick }: HeadButtonProps): ReactNode {
  return (
    <button type="button" className="icon-button" aria-label={label} title={hint} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
