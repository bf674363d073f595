import type { FileContent } from './file-content.ts';
import { LAYOUT_WORDS } from './file-layout.ts';

type Described = Pick<FileContent, 'layout' | 'compression' | 'hasZonelessTimes'>;

/** What a file is, in words: `CSV file`, `JSON Lines file (gzip)`. */
export function contentWords({ layout, compression }: Described): string {
  return `${LAYOUT_WORDS[layout.format]} file${compression === 'none' ? '' : ` (${compression})`}`;
}

/** What the reader of a file that was read to its end should know of it, in one line. */
export function finishedWords(
  content: Described,
  end: { isEmpty: boolean; endsInLine: boolean; problem: unknown },
): string {
  if (end.problem !== null) return `Read the ${contentWords(content)} as far as it goes`;
  const notes: string[] = [];
  if (end.isEmpty) notes.push('it holds no entries');
  if (content.hasZonelessTimes) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    notes.push(`its times name no zone and were read as this machine’s (${zone})`);
  }
  if (end.endsInLine) notes.push('its last row has no line end and may be cut short');
  return [`Read the whole ${contentWords(content)}`, ...notes].join('; ');
}
