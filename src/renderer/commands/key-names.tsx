import type { ReactNode } from 'react';
import { texts } from '../texts.ts';
import { IS_MAC, keyParts } from './key-press.ts';

/** A key press in words: `Ctrl+Shift+K`, on a Mac `⌘⇧K`. */
export function keyWords(press: string): string {
  return keyWordList(press).join(IS_MAC ? '' : '+');
}

/** The same as keys. */
export function KeyNames({ press }: { press: string }): ReactNode {
  return (
    <span className="key-names">
      {keyWordList(press).map((word) => (
        <kbd key={word}>{word}</kbd>
      ))}
    </span>
  );
}

function keyWordList(press: string): string[] {
  const { modifiers, key } = keyParts(press);
  return [...modifiers, key].map(
    (part) => (IS_MAC ? texts.keyNamesOnMac[part] : undefined) ?? texts.keyNames[part] ?? part,
  );
}
