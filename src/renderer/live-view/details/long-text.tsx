import { useState } from 'react';
import type { ReactNode } from 'react';
import { LogText } from '../../components/log-text.tsx';
import { formatBytes } from '../../formats.ts';
import { texts } from '../../texts.ts';
import type { FormattedPiece } from './formatted-text.ts';

/** Longer texts are shown in part first: laying out a megabyte takes a second. */
const FIRST_SHOWN_CHARACTERS = 8_000;
/** More than this is not shown here at all, but in a window of its own, page by page. */
const MOST_SHOWN_CHARACTERS = 131_072;

interface LongTextProps {
  /** Neighbours differ in kind. */
  pieces: readonly FormattedPiece[];
}

/** Log text of any length and any number of lines; names in it stand out quietly. */
export function LongText({ pieces }: LongTextProps): ReactNode {
  const [isWhole, setIsWhole] = useState(false);
  const length = pieces.reduce((sum, { text }) => sum + text.length, 0);
  const shown = firstPieces(pieces, isWhole ? MOST_SHOWN_CHARACTERS : FIRST_SHOWN_CHARACTERS);
  const canShowAll = !isWhole && length > FIRST_SHOWN_CHARACTERS && length <= MOST_SHOWN_CHARACTERS;
  return (
    <span className="long-text">
      {shown.map(({ kind, text }, index) =>
        kind === 'name' ? (
          // oxlint-disable-next-line react/no-array-index-key -- pieces of one text never change places
          <span key={index} className="value-name">
            <LogText text={text} keep={'\n\t'} />
          </span>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- pieces of one text never change places
          <LogText key={index} text={text} keep={'\n\t'} />
        ),
      )}
      {canShowAll ? (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setIsWhole(true);
          }}
        >
          {texts.details.showAll(formatBytes(length))}
        </button>
      ) : null}
    </span>
  );
}

function firstPieces(pieces: readonly FormattedPiece[], length: number): FormattedPiece[] {
  const first: FormattedPiece[] = [];
  let left = length;
  for (const piece of pieces) {
    if (left <= 0) break;
    first.push(piece.text.length <= left ? piece : { ...piece, text: piece.text.slice(0, left) });
    left -= piece.text.length;
  }
  return first;
}

/** Whether a text of that length is too long to be shown among others. */
export function needsWindow(length: number): boolean {
  return length > MOST_SHOWN_CHARACTERS;
}
