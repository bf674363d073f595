import type { QueryNode } from './query-language/query-node.ts';
import { INDEXED_MESSAGE_LENGTH } from '../store/indexed-message.ts';

/** The nodes that ask about the message's text. */
export type MessageNode = Extract<QueryNode, { kind: 'word' | 'phrase' | 'regex' }>;

/** Answers a message node for one message. A message of bytes that are not UTF-8 is read with replacement characters. */
export function messageMatcher(node: MessageNode): (message: string) => boolean {
  switch (node.kind) {
    case 'phrase': {
      const wanted = fold(node.text);
      return (message) => fold(message).includes(wanted);
    }
    case 'word':
      return wordMatcher(fold(node.text));
    case 'regex': {
      const pattern = new RegExp(node.source, node.flags);
      return (message) => pattern.test(message.slice(0, INDEXED_MESSAGE_LENGTH));
    }
    default:
      return node satisfies never;
  }
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

function wordMatcher(wanted: string): (message: string) => boolean {
  const beginsAWord = WORD_CHARACTER.test(wanted.slice(0, 2));
  return (message) => {
    const text = fold(message);
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

// oxlint-disable-next-line no-control-regex -- The range is all of ASCII, on purpose.
const ONLY_ASCII = /^[\x00-\x7f]*$/;

/** Case and diacritics do not count, as in the full-text index (unicode61, remove_diacritics 2). */
export function fold(text: string): string {
  const start = text.length > INDEXED_MESSAGE_LENGTH ? text.slice(0, INDEXED_MESSAGE_LENGTH) : text;
  if (ONLY_ASCII.test(start)) return start.toLowerCase();
  return start.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
