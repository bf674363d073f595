import type { QueryNode } from './query-language/query-node.ts';
import { INDEXED_MESSAGE_LENGTH, WORD_CHARACTER, foldText } from '../store/indexed-message.ts';

/** The nodes that ask about the message's text. */
export type MessageNode = Extract<QueryNode, { kind: 'word' | 'phrase' | 'regex' }>;

/** Whether a text has this one in it, at the beginning of a word. Case and accents do not count. */
export function wordsMatcher(words: string): (text: string) => boolean {
  return wordMatcher(foldText(words));
}

/** Answers a message node for one message. A message of bytes that are not UTF-8 is read with replacement characters. */
export function messageMatcher(node: MessageNode): (message: string) => boolean {
  switch (node.kind) {
    case 'phrase': {
      const wanted = foldText(node.text);
      return (message) => foldText(message).includes(wanted);
    }
    case 'word':
      return wordsMatcher(node.text);
    case 'regex': {
      const pattern = new RegExp(node.source, node.flags);
      return (message) => pattern.test(message.slice(0, INDEXED_MESSAGE_LENGTH));
    }
    default:
      return node satisfies never;
  }
}

function wordMatcher(wanted: string): (message: string) => boolean {
  const beginsAWord = WORD_CHARACTER.test(String.fromCodePoint(wanted.codePointAt(0) ?? 0));
  return (message) => {
    const text = foldText(message);
    let at = text.indexOf(wanted);
    while (at >= 0) {
      if (!beginsAWord || at === 0 || !WORD_CHARACTER.test(characterBefore(text, at))) return true;
      at = text.indexOf(wanted, at + 1);
    }
    return false;
  };
}

function characterBefore(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1);
  return text.slice(unit >= 0xdc00 && unit <= 0xdfff ? at - 2 : at - 1, at);
}
