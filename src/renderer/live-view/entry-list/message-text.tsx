import { memo } from 'react';
import type { ReactNode } from 'react';
import type { EntryRow } from '#contract/entry.ts';
import { Icon } from '../../components/icon.tsx';
import { LogText } from '../../components/log-text.tsx';
import type { TimeZone } from '../../formats.ts';
import { formatBytes, formatCount, formatDuration, formatShortTime } from '../../formats.ts';
import { texts } from '../../texts.ts';
import type { MessageForm } from './message-form.ts';
import { hasMoreThanOneLine, messageExcerpt } from './message-form.ts';

/** What comes within a second is hardly late: sources are read at different moments. */
const LATE_MS = 1_000;

interface MessageTextProps {
  row: EntryRow;
  form: MessageForm;
  zone: TimeZone;
  /** How much of a line can be seen: what is longer can be expanded. */
  charactersPerLine: number;
}

/** The message as the row shows it: in one line, wrapped, or expanded to all that fits in the list. */
export const MessageText = memo(function MessageText({
  row,
  form,
  zone,
  charactersPerLine,
}: MessageTextProps): ReactNode {
  const { text, isCut } = messageExcerpt(row.message, form, charactersPerLine);
  const isExpanded = form === 'expanded';
  const canExpand = isExpanded || hasMoreThanOneLine(row, charactersPerLine);
  return (
    <>
      {canExpand ? (
        <button
          type="button"
          className={row.isMessageTruncated || row.message.includes('\n') ? 'expander' : 'expander is-quiet'}
          tabIndex={-1}
          data-action="expand"
          aria-expanded={isExpanded}
          aria-label={isExpanded ? texts.live.collapse : texts.live.expand}
        >
          <Icon name="chevron" />
        </button>
      ) : null}
      {row.lateMs !== undefined && row.lateMs >= LATE_MS ? <LateMark lateMs={row.lateMs} /> : null}
      {row.isBookmarked === true ? <BookmarkMark /> : null}
      {row.repeats === undefined ? null : <Repeats row={row} repeats={row.repeats} zone={zone} />}
      {row.isMessageTruncated && !isExpanded ? (
        <span className="row-badge">{formatBytes(row.messageBytes)}</span>
      ) : null}
      <LogText text={text} keep={form === 'line' ? '' : '\n\t'} />
      {isExpanded && (isCut || row.isMessageTruncated) ? (
        <button type="button" className="link-button row-more" tabIndex={-1} data-action="details">
          {row.isMessageTruncated
            ? texts.live.openInFull(formatBytes(row.messageBytes))
            : texts.live.showAllInDetails}
        </button>
      ) : null}
    </>
  );
});

function LateMark({ lateMs }: { lateMs: number }): ReactNode {
  const hint = texts.live.late(formatDuration(lateMs));
  return (
    <span className="late-mark" title={hint}>
      <Icon name="waiting" />
      <span className="visually-hidden">{hint}: </span>
    </span>
  );
}

function BookmarkMark(): ReactNode {
  return (
    <span className="bookmark-mark" title={texts.live.bookmarked}>
      <Icon name="bookmark" />
      <span className="visually-hidden">{texts.live.bookmarked}: </span>
    </span>
  );
}

function Repeats({
  row,
  repeats,
  zone,
}: {
  row: EntryRow;
  repeats: NonNullable<EntryRow['repeats']>;
  zone: TimeZone;
}): ReactNode {
  const count = formatCount(repeats.entries);
  const hint = texts.live.repeatsHint(
    count,
    formatShortTime(repeats.firstTimeUnixUs, zone),
    formatShortTime(row.timeUnixUs, zone),
  );
  return (
    <span className="row-badge" title={hint}>
      <span aria-hidden="true">{texts.live.repeats(count)}</span>
      <span className="visually-hidden">{hint}: </span>
    </span>
  );
}
